import { Component, markup, onWillStart, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const REMEMBERED = "club_finance.section";

/**
 * A page of the treasury: the server draws it, for a section and a year that one
 * chooses here. A click on what waits opens it.
 */
export class TreasuryPage extends Component {
    static template = "club_finance.TreasuryPage";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ html: "", sections: [], years: [] });
        this.page = this.props.action.params?.page || "board";
        onWillStart(() => this.open());
    }

    get display() {
        return { controlPanel: {} };
    }

    async open() {
        const asked = this.props.action.params?.section_id;
        const remembered = Number(browser.sessionStorage.getItem(REMEMBERED)) || false;
        try {
            await this.load(asked || remembered, this.props.action.params?.year || false);
        } catch (error) {
            // Somebody else's section, of before: one's own instead.
            if (asked || !remembered) {
                throw error;
            }
            browser.sessionStorage.removeItem(REMEMBERED);
            await this.load(false, false);
        }
    }

    async load(section, year) {
        const page = await this.orm.call("club.section", "treasury_page", [
            section ? [section] : [],
            this.page,
            year,
        ]);
        Object.assign(this.state, page, { html: markup(page.html) });
    }

    onSection(ev) {
        browser.sessionStorage.setItem(REMEMBERED, ev.target.value);
        return this.load(Number(ev.target.value), this.state.year);
    }

    onYear(ev) {
        return this.load(this.state.section, ev.target.value);
    }

    print() {
        return this.action.doAction("club_finance.club_assembly_report_action", {
            additionalContext: { active_ids: [this.state.budget] },
        });
    }

    onClick(ev) {
        const link = ev.target.closest("[data-model],[data-section]");
        if (!link) {
            return;
        }
        ev.preventDefault();
        if (link.dataset.section) {
            return this.load(Number(link.dataset.section), this.state.year);
        }
        const list = this.env.isSmall ? "kanban" : "list";
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: link.dataset.name,
            res_model: link.dataset.model,
            domain: JSON.parse(link.dataset.domain),
            views: [
                [false, list],
                [false, "form"],
            ],
        });
    }
}

registry.category("actions").add("club_finance.treasury", TreasuryPage);

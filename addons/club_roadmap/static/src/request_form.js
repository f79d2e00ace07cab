import {Interaction} from "@web/public/interaction";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const PAUSE = 400;

/**
 * The form of a new request: requests that resemble it show up while one types, and
 * only modules and versions of the chosen product are offered. Without it the form
 * works too: similar requests are then shown after sending.
 */
export class RequestForm extends Interaction {
    static selector = ".o_club_request_form";
    dynamicContent = {
        "[name=name], [name=wish]": {
            "t-on-input": this.debounced(this.showSimilar, PAUSE),
        },
        "[name=product]": {"t-on-change": this.offerParts},
    };

    start() {
        this.seen = new Set(this.field("seen").value.split(",").filter(Boolean));
        this.offerParts();
        // Filled in with a question, or typed before this page listened.
        if (!this.seen.size) {
            this.showSimilar();
        }
    }

    field(name) {
        return this.el.querySelector(`[name=${name}]`);
    }

    offerParts() {
        const product = this.field("product")?.value;
        for (const group of this.el.querySelectorAll("[data-product]")) {
            const offered = !product || group.dataset.product === product;
            group.hidden = group.disabled = !offered;
            const select = group.closest("select");
            if (!offered && group.contains(select.selectedOptions[0])) {
                select.value = "";
            }
        }
    }

    async showSimilar() {
        const place = this.el.querySelector(".o_club_similar");
        const title = this.field("name").value;
        if (!place || title.trim().length < 4) {
            return;
        }
        const asked = {title, wish: this.field("wish").value.slice(0, 1000)};
        // A line that fails is no reason to disturb who writes: the form asks again.
        const cards = await this.waitFor(
            rpc(this.el.dataset.similar, asked, {silent: true}).catch(() => [])
        );
        if (title === this.field("name").value) {
            this.render(place, cards);
        }
    }

    render(place, cards) {
        place.replaceChildren();
        if (!cards.length) {
            return;
        }
        const box = document.createElement("div");
        box.className = "alert alert-info";
        const question = document.createElement("p");
        question.className = "mb-1 fw-bold";
        question.textContent = _t("Is it one of these? Support it instead:");
        const list = document.createElement("ul");
        list.className = "mb-0";
        list.append(...cards.map((card) => this.line(card)));
        box.append(question, list);
        place.append(box);
        this.field("seen").value = [...this.seen].join(",");
    }

    line(card) {
        this.seen.add(String(card.id));
        const link = document.createElement("a");
        link.href = card.url;
        link.target = "_blank";
        link.className = "alert-link";
        link.textContent = `${card.number} ${card.name}`;
        const line = document.createElement("li");
        line.append(
            link,
            ` · ${card.state_label} · `,
            _t("%s supporters", card.supporters)
        );
        return line;
    }
}

registry.category("public.interactions").add("club_roadmap.request_form", RequestForm);

import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * Tabs that do not fit on a telephone: the current one is moved into sight. Without it
 * they are moved by hand.
 *
 * Only the tabs move: `scrollIntoView` would take a page that was left further down, or
 * opened at an anchor, back to its top.
 */
export class Tabs extends Interaction {
    static selector = ".o_club_tabs .nav-tabs";

    dynamicContent = {
        // A telephone that is turned is as wide as the page was not made for.
        _window: {"t-on-resize": this.showCurrent},
    };

    start() {
        this.showCurrent();
    }

    showCurrent() {
        const current = this.el.querySelector("[aria-current=page]");
        if (current) {
            const tab = current.getBoundingClientRect();
            const all = this.el.getBoundingClientRect();
            const middle = tab.left + tab.width / 2;
            this.el.scrollLeft += middle - (all.left + all.width / 2);
        }
    }
}

registry.category("public.interactions").add("club_roadmap.tabs", Tabs);

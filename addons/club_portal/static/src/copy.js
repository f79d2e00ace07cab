import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * A button that copies what stands in the field named by `data-club-copy`, and says
 * so in the element named by `data-club-copied`.
 */
export class ClubCopy extends Interaction {
    static selector = "[data-club-copy]";
    dynamicContent = {
        _root: {
            "t-on-click": this.copy,
            "t-att-class": () => ({ "d-none": false }),
        },
    };

    async copy() {
        const { clubCopy, clubCopied } = this.el.dataset;
        const field = document.getElementById(clubCopy);
        field.select();
        try {
            await this.waitFor(navigator.clipboard.writeText(field.value));
        } catch {
            // Without a secure connection there is no clipboard: what is selected is
            // copied by the telephone's own menu.
            return;
        }
        document.getElementById(clubCopied).classList.remove("d-none");
    }
}

registry.category("public.interactions").add("club_portal.copy", ClubCopy);

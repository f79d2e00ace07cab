import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * Shows what was said before in similar words, while somebody types: see the model
 * `club.similar` for what a page has to do.
 */
export class ClubSimilar extends Interaction {
    static selector = "[data-club-similar]";
    dynamicContent = {
        _root: { "t-on-input": this.debounced(this.look, 300) },
    };

    start() {
        // Typed before this page listened.
        if (this.el.value) {
            this.look();
        }
    }

    async look() {
        const { clubSimilar, clubSimilarIn } = this.el.dataset;
        const typed = this.el.value;
        const url = `${clubSimilar}?${new URLSearchParams({ text: typed })}`;
        const answer = await this.waitFor(fetch(url));
        const shown = answer.ok ? await this.waitFor(answer.text()) : "";
        // An answer that comes late must not replace that to what stands there now.
        if (typed === this.el.value) {
            document.getElementById(clubSimilarIn).innerHTML = shown;
        }
    }
}

registry.category("public.interactions").add("club_roadmap.similar", ClubSimilar);

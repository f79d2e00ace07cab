import {Interaction} from "@web/public/interaction";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const LOOK = 250;
// The same badge is held before the camera for some seconds.
const AGAIN = 4000;

/**
 * The camera of the door: each badge it sees is signed in at once. Browsers that read
 * no codes do not show it: their telephone's camera opens the badge's own page.
 */
export class Door extends Interaction {
    static selector = ".o_club_door_scan";
    dynamicContent = {
        ".o_club_door_camera": {"t-on-click": this.toggle},
    };

    async willStart() {
        this.seen = new Map();
        const known =
            "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia
                ? await window.BarcodeDetector.getSupportedFormats()
                : [];
        this.able = known.includes("qr_code");
    }

    start() {
        this.video = this.el.querySelector("video");
        this.answer = this.el.querySelector(".o_club_door_answer");
        this.el.hidden = !this.able;
    }

    destroy() {
        this.stop();
    }

    async toggle() {
        if (this.stream) {
            this.stop();
            return;
        }
        try {
            this.stream = await this.waitFor(
                navigator.mediaDevices.getUserMedia({
                    video: {facingMode: "environment"},
                })
            );
        } catch {
            this.say({
                tone: "warning",
                title: _t("No camera"),
                text: _t("Allow the camera for this page, or tick names in the list."),
            });
            return;
        }
        this.detector = new window.BarcodeDetector({formats: ["qr_code"]});
        this.video.srcObject = this.stream;
        this.video.hidden = false;
        await this.waitFor(this.video.play());
        this.look();
    }

    stop() {
        for (const track of this.stream?.getTracks() || []) {
            track.stop();
        }
        this.stream = null;
        if (this.video) {
            this.video.hidden = true;
        }
    }

    async look() {
        if (!this.stream) {
            return;
        }
        const codes = await this.waitFor(
            this.detector.detect(this.video).catch(() => [])
        );
        for (const {rawValue} of codes) {
            await this.waitFor(this.sign(rawValue));
        }
        this.waitForTimeout(() => this.look(), LOOK);
    }

    async sign(code) {
        const now = Date.now();
        if (now - (this.seen.get(code) || 0) < AGAIN) {
            return;
        }
        this.seen.set(code, now);
        const unknown = {
            tone: "danger",
            title: _t("No badge"),
            text: _t("This code is no badge of ours."),
        };
        const answer = await rpc(this.el.dataset.url, {code}, {silent: true}).catch(
            () => unknown
        );
        this.say(answer);
        navigator.vibrate?.(answer.tone === "success" ? 100 : [100, 80, 100]);
        this.seen.set(code, Date.now());
        const here = document.querySelector(".o_club_door_here");
        if (here && "here" in answer) {
            here.textContent = answer.here;
        }
    }

    say({tone, title, text}) {
        this.answer.className = `o_club_door_answer alert mt-2 mb-0 text-bg-${tone}`;
        this.answer.hidden = false;
        this.answer.querySelector("strong").textContent = title;
        this.answer.querySelector("span").textContent = text;
    }
}

registry.category("public.interactions").add("club_events.door", Door);

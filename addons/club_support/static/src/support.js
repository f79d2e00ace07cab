import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const PAUSE = 400;

/**
 * The answer on the desk: a tap on a ready answer puts it where the cursor stands.
 * Without it the link opens the page again, with that answer in the field.
 */
export class SupportReply extends Interaction {
    static selector = ".o_club_reply";
    dynamicContent = {
        "[data-reply]": {"t-on-click.prevent": this.insert},
    };

    insert(ev) {
        const field = this.el.querySelector("textarea");
        const {selectionStart, selectionEnd} = field;
        const text = ev.currentTarget.dataset.reply;
        field.setRangeText(text, selectionStart, selectionEnd, "end");
        ev.currentTarget.closest("details").open = false;
        field.focus();
    }
}

/**
 * The log of a call: people show up while one types. Without it the button “Look”
 * does the same by a form.
 */
export class SupportCall extends Interaction {
    static selector = ".o_club_call";
    dynamicContent = {
        "[name=search]": {"t-on-input": this.debounced(this.look, PAUSE)},
    };

    async look() {
        const field = this.el.querySelector("[name=search]");
        const text = field.value;
        // A search that fails is no reason to disturb who writes: there is the button.
        const found = await this.waitFor(
            rpc(this.el.dataset.people, {text}, {silent: true}).catch(() => null)
        );
        if (found && text === field.value) {
            this.render(found);
        }
    }

    render({people, sentence}) {
        const place = this.el.querySelector(".o_club_people");
        const lines = people.map((person) => this.line(person, people.length === 1));
        if (sentence) {
            const said = document.createElement("p");
            said.className = "text-muted mb-1";
            said.textContent = sentence;
            lines.push(said);
        }
        place.replaceChildren(...lines);
    }

    line(person, alone) {
        const box = document.createElement("div");
        box.className = "form-check py-1";
        const choice = document.createElement("input");
        Object.assign(choice, {
            id: `person_${person.id}`,
            className: "form-check-input",
            type: "radio",
            name: "person_id",
            value: person.id,
            checked: alone,
        });
        const label = document.createElement("label");
        label.className = "form-check-label w-100";
        label.htmlFor = choice.id;
        const name = document.createElement("b");
        name.textContent = person.name;
        const rest = document.createElement("span");
        rest.className = "d-block text-muted small";
        rest.textContent = [person.organisation, person.city, person.number]
            .filter(Boolean)
            .join(" · ");
        label.append(name, rest);
        box.append(choice, label);
        return box;
    }
}

registry.category("public.interactions").add("club_support.reply", SupportReply);
registry.category("public.interactions").add("club_support.call", SupportCall);

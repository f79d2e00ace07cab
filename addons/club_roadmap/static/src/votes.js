// What is left to give, while a voter fills in the form. The page says the same without
// it, once the form is sent.
const FORM = "form.o_club_vote";

function given(form) {
    return [...form.querySelectorAll("input[name^='give_']")]
        .map((input) => Number(input.value))
        .filter((number) => Number.isFinite(number) && number > 0);
}

function tell(form) {
    const bar = form.querySelector(".o_club_vote_left");
    if (!bar) {
        return;
    }
    const numbers = given(form);
    const power = form.dataset.way === "squares" ? 2 : 1;
    const used = numbers.reduce((sum, number) => sum + number ** power, 0);
    const left = Number(form.dataset.points) - used;
    bar.querySelector(".o_left").textContent = left;
    bar.querySelector(".o_count").textContent = numbers.length;
    const cap = Number(form.dataset.cap);
    const isWrong =
        left < 0 ||
        numbers.some((number) => number > cap) ||
        (numbers.length > 0 && numbers.length < Number(form.dataset.spread));
    bar.classList.toggle("alert-warning", isWrong);
    bar.classList.toggle("alert-info", !isWrong);
    bar.classList.remove("d-none");
}

document.addEventListener("input", (event) => {
    const form = event.target.closest(FORM);
    if (form) {
        tell(form);
    }
});

// A second click would hide the answer to the first one, and the two words with it.
document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.o_club_vote_cast");
    if (!form) {
        return;
    }
    if (form.dataset.sent) {
        event.preventDefault();
    }
    form.dataset.sent = "yes";
});

window.addEventListener("pageshow", () => {
    document.querySelectorAll(FORM).forEach(tell);
});
document.querySelectorAll(FORM).forEach(tell);

/* Copy buttons of the notice page. Loaded alone: the page needs no framework. */
document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) {
        return;
    }
    const label = button.textContent;
    try {
        await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
        // No clipboard without https: select the text, the phone offers to copy it.
        const range = document.createRange();
        range.selectNodeContents(button.previousElementSibling);
        window.getSelection().removeAllRanges();
        window.getSelection().addRange(range);
        return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => {
        button.textContent = label;
    }, 2000);
});

// After a refused form, the reader starts at the summary of what to correct.
document.getElementById("error-summary")?.focus();

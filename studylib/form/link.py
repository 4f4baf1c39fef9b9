"""Fill in a Google Form by its address."""

from urllib.parse import urlencode

from studylib.season.study import FormLink


def prefill_form(form: FormLink, member: str | None, week: str, task: str | None = None) -> str:
    """Write the form's address with member, week and task filled in. Leave out one whose entry id the settings lack.

    A form takes an answer only as its list writes it, so ``week`` is in the workbook's language. ``None`` as the
    member or the task leaves it open.
    """
    answers = ((form.name_entry, member), (form.week_entry, week), (form.task_entry, task))
    entries = {f"entry.{entry}": text for entry, text in answers if entry and text}
    if not entries:
        return form.url
    return f"{form.url}{'&' if '?' in form.url else '?'}{urlencode({'usp': 'pp_url'} | entries)}"

"""What a visitor is told where a page fails. The log has the rest; they may not see it, it may quote the workbook."""


def show_error(error: Exception) -> bool:
    """Draw one line in the visitor's language; whether that is all there is to draw. Streamlit has logged the error."""
    from studylib.web import banners  # with the first page that fails: the server starts as fast as without

    banners.draw_failure()
    return True

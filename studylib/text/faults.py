"""Sentences for faults that several parts of the program meet: files and services."""

from pathlib import Path

from studylib.text.message import Sentence, sentence


def explain_unreadable_file(path: str | Path, error: Exception) -> Sentence:
    """Say why the file cannot be read. ``error`` is an OSError, or a ValueError for an impossible path."""
    return sentence(
        "The file {name} cannot be read: {why}. Check it and its folder.",
        name=str(path),
        why=_describe(error),
    )


def explain_unwritable_file(path: str | Path, error: Exception) -> Sentence:
    """Say why the file cannot be written. ``error`` is an OSError, or a ValueError for an impossible path."""
    return sentence(
        "The file {path} cannot be written: {why}. Check its folder, or choose another.",
        path=str(path),
        why=_describe(error),
    )


def explain_half_character(name: str) -> Sentence:
    """Say that a text holds a surrogate, which UTF-8 lacks. ``name`` is the workbook or file that refuses it."""
    return sentence("A text holds half a character, which {name} cannot keep. Write it again.", name=name)


def explain_timeout(service: str) -> Sentence:
    """Say that the service did not answer in time. ``service`` is its name, such as GitHub."""
    return sentence(
        "{service} did not answer in time. We retry automatically. You do not need to do anything.",
        service=service,
    )


def explain_unreachable(service: str) -> Sentence:
    """Say that there is no way to the service."""
    return sentence(
        "{service} cannot be reached. Check the network of this machine. We retry automatically.",
        service=service,
    )


def explain_outage(service: str, status: int) -> Sentence:
    """Say that the service failed by itself, with an HTTP status from 500 on."""
    return sentence(
        "{service} has a fault of its own ({status}). We retry automatically. You do not need to do anything.",
        service=service,
        status=status,
    )


def explain_rejection(service: str, status: int, message: str) -> Sentence:
    """Say that the service refused the request. ``message`` is its own word for the reason."""
    return sentence(
        "{service} refuses the request: {status} {message}", service=service, status=status, message=message
    )


def _describe(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)

"""완주증: one member’s certificate of completion. Its link proves it, also to visitors who see nothing else."""

from dataclasses import replace

import streamlit as st

from studylib.views.season.certificate import draw_certificate, draw_none
from studylib.web import certificates, foot, guard

visit = guard.enter(admit=certificates.is_proven, explain=certificates.explain_link)

certificate = certificates.find_certificate(visit)

if certificate is None:
    st.html(draw_none(visit))
else:
    # A visitor from outside reads it in the study’s own language.
    visit = replace(visit, language=certificate.language)
    draw_certificate(certificate)
foot.draw_foot(visit)

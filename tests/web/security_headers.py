"""The headers of every answer."""

SAID = {
    "content-security-policy": r"default-src 'none'; "
    r"script-src 'self' 'wasm-unsafe-eval' 'sha256-\S+'( 'sha256-\S+')*; .*"
    r"base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": r"camera=\(\), .*",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}

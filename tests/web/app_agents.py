"""What true browsers say of themselves.

KakaoTalk and Naver: https://github.com/hyunbinseo/blog, posts/ko/in-app-user-agent.md. LINE:
https://dev.classmethod.jp/articles/liff-vs-line-inappbrowser-user-agent.
"""

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
GALAXY = "Mozilla/5.0 (Linux; Android 13; SM-X706N Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko)"

KAKAOTALK = f"{GALAXY} Version/4.0 Chrome/115.0.5790.138 Safari/537.36;KAKAOTALK 2410310"
KAKAOTALK_IPHONE = f"{IPHONE} Mobile/15E148 KAKAOTALK 10.3.1"
NAVER = (
    f"{GALAXY} Version/4.0 Chrome/102.0.5005.189 Whale/1.0.0.0 Crosswalk/27.102.0.21 Safari/537.36 "
    "NAVER(inapp; search; 1010; 11.24.6)"
)
NAVER_IPHONE = f"{IPHONE} Version/16.5 Mobile/15E148 Safari/605.1 NAVER(inapp; search; 1010; 11.24.5; 12PRO)"
LINE = f"{IPHONE} Mobile/15E148 Safari Line/15.12.1"
INSTAGRAM = f"{IPHONE} Mobile/15E148 Instagram 290.0.0.16.76 (iPhone13,3; iOS 16_5_1; ko_KR; ko; scale=3.00)"
FACEBOOK = f"{IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/420.0.0.32.69;FBBV/484000000;FBDV/iPhone13,3;FBLC/ko_KR]"
FACEBOOK_ANDROID = (
    f"{GALAXY} Version/4.0 Chrome/115.0.5790.138 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/420.0;]"
)
EVERYTIME = f"{IPHONE} Mobile/15E148 everytimeApp"
OTHER_ANDROID_APP = f"{GALAXY} Version/4.0 Chrome/115.0.5790.138 Mobile Safari/537.36"

SAFARI = f"{IPHONE} Version/16.5 Mobile/15E148 Safari/604.1"
HOME_SCREEN = f"{IPHONE} Mobile/15E148"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 "
    "Mobile Safari/537.36"
)
SAMSUNG = (
    "Mozilla/5.0 (Linux; Android 13; SM-S908N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/21.0 "
    "Chrome/110.0.5481.154 Mobile Safari/537.36"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
WHALE = f"{DESK} Whale/3.25.232.19"

KAKAOTALK_SCRAP = "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984"
SCRAPERS = (
    KAKAOTALK_SCRAP,
    "facebookexternalhit/1.1;line-poker/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "TelegramBot (like TwitterBot)",
    "Twitterbot/1.0",
)

"""The English words by which a clause is read: what breaks it, its verbs, who reports, and whom a pronoun means."""

from __future__ import annotations

import re

_FINITE = (
    r"accelerates|account|accounted|accounts|add|added|adds|aim|aimed|aims|allocated|allocates|amounted|"
    r"amounts|announced|approved|are|assembles|attracted|attracts|averaged|averages|became|become|becomes|"
    r"began|begins|boast|boasted|boasts|bought|brings|brought|build|builds|built|buy|buys|came|can|cannot|"
    r"captured|captures|climbed|come|comes|commanded|commands|connected|connects|consumed|consumes|contributed|"
    r"contributes|controlled|controls|cost|costs|could|count|counted|counts|cover|covered|covers|crept|cut|"
    r"cuts|declined|decreased|delivered|delivers|deployed|deploys|did|do|does|dominate|dominated|dominates|"
    r"doubled|draw|draws|drew|dropped|drops|earmarked|edged|employ|employed|employs|enjoyed|enjoys|enrolled|"
    r"enrols|estimated|estimates|exceed|exceeded|exceeds|expanded|expected|expects|exported|exports|fall|falls|"
    r"fares|fell|filed|files|finds|forecasts|found|gave|generated|generates|get|gets|give|gives|go|goes|got|"
    r"graduated|graduates|grew|grow|grows|had|halved|has|have|held|hired|hires|hold|holds|host|hosted|hosts|"
    r"hovered|hovers|imported|imports|increased|installed|invest|invested|invests|is|jumped|keeps|kept|lack|"
    r"lacked|lacks|lag|lagged|lags|launched|lead|leads|led|loses|lost|made|maintained|maintains|make|makes|"
    r"manufactured|manufactures|may|might|mined|mines|must|narrowed|need|needed|needs|offer|offered|offers|"
    r"opened|opens|operate|operated|operates|outpaced|outspent|overtook|own|owns|paid|pay|pays|peaked|placed|"
    r"plan|planned|plans|pledged|plunged|produce|produced|produces|projected|projects|promised|provided|"
    r"provides|published|put|puts|quadrupled|raise|raised|raises|ran|rank|ranked|ranks|reach|reached|reaches|"
    r"receive|received|receives|recruited|recruits|registered|remain|remained|remains|reported|reports|"
    r"represented|represents|required|requires|retained|retains|rise|rises|rose|run|runs|said|saw|says|scored|"
    r"scores|secured|secures|see|sees|sell|sells|served|serves|sets|shall|shipped|ships|should|show|shows|"
    r"shrank|slid|slipped|soared|sold|spans|spend|spends|spent|stagnated|stand|stands|stayed|stays|stood|"
    r"supplied|supplies|surged|surpassed|swelled|take|takes|targeted|targets|took|topped|tops|totaled|totalled|"
    r"totals|trail|trailed|trails|train|trained|trains|trebled|tripled|tumbled|use|used|uses|want|wanted|wants|"
    r"adopted|adopts|awarded|beats|charged|confirmed|created|creates|earned|earns|expect|granted|introduced|joined"
    r"|lasts|lets|moved|occupies|owes|passed|recognises|recognised|signed|sought|unites|waits|won|"
    r"was|went|were|widened|will|won't|would"
)
FINITE = re.compile(rf"\b(?:{_FINITE})\b")
"""A finite verb, as far as a list can tell."""

BREAK = re.compile(
    r"(?P<stop>[;:；：] ?|\n| ?[–—] ?| - |。)|(?P<comma>, ?(?!\d)|，|、)"
    r"|\b(?P<compare>than|compared (?:with|to)|[Cc]ompared (?:with|to)|[Aa]gainst|versus|vs\.?|[Bb]ehind"
    r"|[Aa]head of|[Uu]nlike|"
    r"relative to|as opposed to|as against|in contrast (?:with|to)|up from|down from|equivalent to)\b"
    r"|\b(?P<follow>followed(?: closely)? by|ahead only of|and then)\b"
    r"|\b(?P<clause>and(?! a (?:half|quarter|third))|but|or(?! (?:more|less|fewer|higher|better|above|below|so"
    r"|under|over)\b)|while|[Ww]hile|whereas|[Ww]hereas|[Aa]lthough|though|[Tt]hough|because|that(?! of\b)|if"
    r"|[Ii]f|[Ww]hen|when|"
    r"where|yet|so that|whether)\b|\b(?P<relative>which|who|whose)\b"
)
"""Where a clause, or a part of one that may have a subject of its own, ends and another begins."""

_REPORT = (
    r"answered|replied|acknowledged|added|adds|admitted|announced|announces|anticipated|anticipates|argued|argues|"
    r"asked|assumes|believe|believed|believes|calculated|calculates|cited|cites|claimed|claims|concluded|"
    r"concludes|confirmed|confirms|counted|counts|declared|disclosed|documented|documents|estimate|estimated|"
    r"estimates|expect|expected|expects|explained|explains|find|finds|forecast|forecasts|found|indicate|"
    r"indicated|indicates|listed|lists|measured|noted|notes|observed|observes|predict|predicted|predicts|"
    r"project|projected|projects|put|puts|ranked|ranks|reckoned|reckons|recorded|report|reported|"
    r"reports|revealed|reveals|said|say|says|show|showed|shown|shows|stated|states|suggest|suggested|suggests|"
    r"told|warned|warns"
)
REPORT = re.compile(rf"\b(?:{_REPORT})\b")
"""A verb by which somebody is said to say something."""

STUDY = re.compile(
    r"\b(?:[Rr]eport|[Ss]tudy|[Ss]urvey|[Aa]nalysis|paper|[Dd]ata(?! (?:and|centre|center|hub))|[Ff]igures"
    r"|[Ss]tatistics|[Ee]stimates?|[Rr]esearch|[Ii]ndex|[Rr]anking|[Cc]ensus|[Pp]oll|"
    r"review|tracker|database|audit|assessment|projections?|forecasts?|numbers|scholars|researchers|analysts"
    r"|economists|"
    r"white paper|memo|dataset|list|study's|report's|authors|outlook|barometer|scoreboard)\b"
)
"""The nouns of what is published, and of those who do it."""

SELF = re.compile(
    r"\b(?:[Ii]t|[Tt]hey|[Ii]ts|[Tt]heir|[Ii]tself|[Tt]hese (?:firms|companies|models|countries"
    r"|labs))\b(?! is (?:\w+ )?that)"
)
NATION = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ )?(?:country|nation|bloc|[Kk]ingdom|island|city-state|republic|economy|"
    r"federation)\b|\b[Aa]n? (?:country|nation|economy)(?= (?:which|that|where)\b)|\b[Tt]he (?:continent|union"
    r"|Union)\b|\b[Mm]ember [Ss]tates\b"
    r"|\b(?:[Dd]omestic|[Ii]ndigenous|[Hh]ome-?grown|nationwide|nationally)\b"
)
REGION = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ )?(?:state|province|prefecture|city|capital|region|municipality|county"
    r"|commune|town|"
    r"emirate|district|metropolis)\b(?! (?:budget|council|aid|support|funds?|money|of the art|utility|company|firm"
    r"|bank|enterprise|sector|line|spending"
    r"|costs?|expenditure|gains?|allocation|programme|program|subsid\w+|supercomputer|grid|agency|investment|stock"
    r"|account"
    r"|markets?|goods))"
)
"""A place inside a country that is named before."""

FINANCE = re.compile(
    r"\b(?:[Nn]et profit|[Rr]evenues?|[Ee]arnings|[Cc]apital (?:spending|expenditure)|[Cc]apex|[Gg]ross margin"
    r"|[Oo]perating "
    r"(?:profit|income|margin)|[Oo]rder book|[Nn]et income|[Dd]ividends?|[Hh]eadcount|[Ww]afer)\b"
)
"""What a firm alone has."""

MADE = re.compile(
    r"-(?:owned|made|led|backed|designed|trained|style|built|origin|born|run|funded|linked|controlled|listed)\b"
)
STATE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?:(?:federal|national|central|Federal|National|Central|Union|finance|science|industry"
    r"|energy) )?"
    r"(?:[Gg]overnment|[Mm]inistry|[Dd]epartment|Treasury|Cabinet|Politburo|Commission|Senate|[Pp]arliament"
    r"|[Pp]resident|Prime Minister|"
    r"[Mm]inister|House of Representatives|Congress|Council|Authority|Agency|[Cc]abinet|[Rr]egulator|central bank"
    r"|authorities|state)\b"
)
FIRM = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]his) (?:\w+ )?(?:[Cc]ompany|firm|[Gg]roup|[Bb]ank|[Pp]ort|hospital|school|college|airline"
    r"|Board|start-up|startup|lab|laboratory|chipmaker|foundry|[Uu]niversity|park|dam|fab|institute|carrier|developer"
    r"|builder|app|platform|chatbot|training run|giant|operator|carmaker|manufacturer|machine|system|supercomputer"
    r"|model|campus|consortium)\b"
)
WE = re.compile(r"\b(?:[Ww]e|(?<![Bb]y )[Oo]ur|[Hh]ere)\b")
PEERS = re.compile(r"(?:'s?)? (?:\w+ )?(?:counterparts?|rivals?|peers?|competitors?|neighbou?rs?)\b")
COMPETITOR = re.compile(
    r"\b(?:competitor|rival|neighbou?r|peer|counterpart|challenger|runner-up|follower)s?, (?:the )?$"
)

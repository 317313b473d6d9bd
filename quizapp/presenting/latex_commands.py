"""The LaTeX commands that a formula may use, and how many arguments each takes.

Only these reach the converter, which knows many more than lessons need. For others there is advice
on what to write instead.
"""

from __future__ import annotations

from difflib import get_close_matches


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLAIN = _words("""
    alef alefsym aleph Alpha alpha amalg And angle angln approx approxcolon approxcoloncolon
    approxeq arccos arcctg arceq arcsin arctan arctg arg argmax argmin ascnode ast asymp awint
    backepsilon backprime backsim backsimeq backslash barwedge Bbbk because Beta beta beth
    between bf bigcap bigcirc bigcup bigcupdot bigdoublevee bigdoublewedge bigodot bigoplus
    bigotimes bigsqcap bigsqcup bigstar bigtimes bigtriangledown bigtriangleup biguplus bigvee
    bigwedge blacklozenge blacksquare blacktriangle blacktriangledown blacktriangleleft
    blacktriangleright bmod bot botdoteq bowtie Box boxdot boxminus boxplus boxtimes bull bullet
    Bumpeq bumpeq cal Cap cap cdot cdotp cdots ch checkmark Chi chi circ circeq circlearrowleft
    circlearrowright circledast circledcirc circleddash circledR circledS cirfnint clubs
    clubsuit cnums colon Colonapprox colonapprox coloncolon coloncolonapprox coloncolonequals
    coloncolonminus coloncolonsim Colondash colondash Coloneq coloneq Coloneqq coloneqq
    colonequals colonminus Colonsim colonsim complement Complex cong coprod copyright cos cosec
    cosh cot cotg coth csc ctg cth Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge
    curvearrowleft curvearrowright dag Dagger dagger daleth Darr dArr darr Dashcolon dashcolon
    dashleftarrow dashrightarrow dashv dblcolon ddag ddagger ddots deg degree Delta delta det
    diagdown diagup Diamond diamond diamonds diamondsuit digamma dim displaylimits displaystyle
    div divideontimes Doteq doteq doteqdot dotplus dots dotsminusdots doublebarwedge doublecap
    doublecup Downarrow downarrow downdownarrows downharpoonleft downharpoonright ell empty
    emptyset enspace Epsilon epsilon eqcirc Eqcolon eqcolon eqdef Eqqcolon eqqcolon eqsim
    eqslantgtr eqslantless equalscolon equalscoloncolon equiv erf erfc Eta eta eth exist exists
    exp fallingdotseq fcmp fint Finv flat forall frown Game Gamma gamma gcd ge geq geqq geqslant
    gets gg ggg gggtr gimel gnapprox gneq gneqq gnsim gt gtrapprox gtrdot gtreqless gtreqqless
    gtrless gtrsim gvertneqq Harr hArr harr hbar hearts heartsuit hline hom hookleftarrow
    hookrightarrow hslash iddots idotsint iff iiiint iiint iint Im image imageof imath impliedby
    implies in inf infin infty injlim int intBar intbar intclockwise intercal Iota iota isin it
    jmath Join Kappa kappa ker kernelcontraction Lambda lambda land Larr lArr larr ldotp ldots
    le leadsto Leftarrow leftarrow leftarrowtail leftharpoondown leftharpoonup leftleftarrows
    Leftrightarrow leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow
    leftthreetimes leq leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr lesssim lg
    lhd lightning lim liminf limits limsup ll Lleftarrow lll llless ln lnapprox lneq lneqq lnot
    lnsim log Longleftarrow longleftarrow Longleftrightarrow longleftrightarrow longmapsto
    Longrightarrow longrightarrow looparrowleft looparrowright lor lozenge lq Lrarr lrArr lrarr
    Lsh lt ltimes lvertneqq maltese mapsto mathsterling mathstrut max measeq measuredangle
    medspace mho mid min minuscolon minuscoloncolon minuso mod models mp Mu mu multimap N nabla
    natnums natural ncong ne nearrow neg negmedspace negthickspace negthinspace neq nequiv
    nexists ngeq ngeqq ngeqslant ngtr ngtrless ngtrsim ni nLeftarrow nleftarrow nLeftrightarrow
    nleftrightarrow nleq nleqq nleqslant nless nlessgt nlesssim nmid nobreakspace nolimits notin
    notni nparallel nprec npreceq nRightarrow nrightarrow nsim nsubset nsubseteq nsubseteqq
    nsucc nsucceq nsupset nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright
    ntrianglerighteq nonumber notag Nu nu nVDash nVdash nvDash nvdash nwarrow odot oiiint oiint oint
    ointctrclockwise Omega omega Omicron omicron ominus oplus origof oslash otimes owns P
    parallel partial perp Phi phi Pi pi pitchfork plim plusmn pm pounds Pr prec precapprox
    preccurlyeq preceq precnapprox precneqq precnsim precsim prime prod projlim propto Psi psi
    qquad quad questeq R Rarr rArr rarr ratio Re real Reals reals relax restriction rhd Rho rho
    Rightarrow rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows
    rightleftharpoons rightrightarrows rightsquigarrow rightthreetimes risingdotseq rm rq
    Rrightarrow Rsh rtimes rupee S scriptscriptstyle scriptstyle searrow sec sect setminus sf sh
    sharp Sigma sigma sim Simcolon simcolon simcoloncolon simeq sin sinh smile space spades
    spadesuit sphericalangle sqcap sqcup sqsubset sqsubseteq sqsupset sqsupseteq square star
    stareq sub sube Subset subset subseteq subseteqq subsetneq subsetneqq succ succapprox
    succcurlyeq succeq succnapprox succneqq succnsim succsim sum sumint sup supe Supset supset
    supseteq supseteqq supsetneq supsetneqq surd swarrow tan tanh Tau tau textstyle tg th
    therefore Theta theta thetasym thickspace thinspace times to top triangle triangledown
    triangleleft trianglelefteq triangleq triangleright trianglerighteq tt twoheadleftarrow
    twoheadrightarrow Uarr uArr uarr unlhd unrhd Uparrow uparrow Updownarrow updownarrow
    upharpoonleft upharpoonright uplus Upsilon upsilon upuparrows varDelta varepsilon varGamma
    varkappa varLambda varnothing varointclockwise varOmega varPhi varphi varPi varpi varPsi
    varrho varSigma varsigma varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq varTheta
    vartheta vartriangle vartriangleleft vartriangleright varUpsilon varXi vcentcolon VDash
    Vdash vDash vdash vdots vee veebar veeeq Vert vert Vvdash wedge wedgeq weierp wp wr Xi xi
    yen Yleft Yright Z Zeta zeta
""")
OPENING = _words("""
    lAngle lBrace lVert lang langle lbrace lbrack lceil lfloor lgroup llangle llbracket llcorner
    llparenthesis lmoustache lparen lvert ulcorner
""")
CLOSING = _words("""
    rAngle rBrace rVert rang rangle rbrace rbrack rceil rfloor rgroup rrangle rrbracket lrcorner
    rrparenthesis rmoustache rparen rvert urcorner
""")
ONE = _words("""
    acute bar Bbb bcancel bm bold boldsymbol boxed breve cancel check ddddot dddot ddot dot frak
    grave hat hphantom hspace mathbb mathbf mathbin mathcal mathfrak mathit mathop mathord
    mathpunct mathrel mathring mathrm mathscr mathsf mathtt not operatorname
    operatornamewithlimits overbrace overbracket overgroup overleftarrow overleftharpoon
    overleftrightarrow overline overparen Overrightarrow overrightarrow overrightharpoon phantom
    symbf tilde underbar underbrace underbracket undergroup underleftarrow underleftrightarrow
    underline underparen underrightarrow vec vphantom widehat xcancel
""")
# one argument, and one in square brackets before it
OPTIONAL = _words("""
    sqrt xLeftarrow xLeftrightarrow xRightarrow xhookleftarrow xhookrightarrow xleftarrow
    xleftharpoondown xleftharpoonup xleftrightarrow xleftrightharpoons xlongequal xmapsto
    xrightarrow xrightharpoondown xrightharpoonup xrightleftharpoons xtofrom xtwoheadleftarrow
    xtwoheadrightarrow
""")
TEXT = _words("text textbf textit textrm textsf texttt emph")  # whose argument is no formula
TWO = _words("binom cfrac dbinom dfrac frac overset stackrel tbinom tfrac underset")
SIZES = _words("""
    big Big bigg Bigg bigl Bigl biggl Biggl bigm Bigm biggm Biggm bigr Bigr biggr Biggr
""")
FENCES = _words("left right middle")
SILENT = _words("""
    bf cal displaylimits displaystyle enspace hline it limits medspace negmedspace
    negthickspace negthinspace nolimits nonumber notag qquad quad relax rm scriptscriptstyle
    scriptstyle sf space textstyle thickspace thinspace tt
""")  # shown as no sign of its own, so that it may be no argument either
PUNCTUATION = frozenset(r"{}|,;:!>%&#$_\ ")  # after a backslash
ENVIRONMENTS = _words("""
    Bmatrix Vmatrix align align* aligned array bmatrix cases darray dcases drcases equation
    equation* gather gather* gathered matrix multline multline* pmatrix rcases subarray vmatrix
""")
ARITY = (
    dict.fromkeys(ONE | OPTIONAL | TEXT, 1)
    | dict.fromkeys(TWO, 2)
    | {"operatorname": 1, "pmod": 1, "begin": 0, "end": 0}
)
KNOWN = PLAIN | OPENING | CLOSING | SIZES | FENCES | ARITY.keys()

_MACROS = r"Write the formula out: macros cannot be defined here."
_ROOM = r"Use \, \; \quad or \qquad for space."
_NUMBERS = "Formulas aren't numbered here: leave it out."
_COLOUR = "Formulas take the colour of the text: leave it out."
_SIZE = "Formulas take the size of the text: leave it out."
_BRACKETS = r"Write \left( … \right) or the bracket itself."
_BRAKET = r"Write \langle x | y \rangle."
_INSTEAD = (
    dict.fromkeys(
        _words("""
            def gdef edef xdef let newcommand renewcommand providecommand global require
            DeclareMathOperator newenvironment
        """),
        _MACROS,
    )
    | dict.fromkeys(_words("color textcolor colorbox fcolorbox definecolor"), _COLOUR)
    | dict.fromkeys(_words("tag label ref eqref"), _NUMBERS)
    | dict.fromkeys(
        _words("tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"), _SIZE
    )
    | dict.fromkeys(_words("hskip vskip kern mkern mskip vspace hfill raisebox"), _ROOM)
    | dict.fromkeys(_words("mathopen mathclose mathinner"), _BRACKETS)
    | dict.fromkeys(_words("bra ket braket Bra Ket Braket"), _BRAKET)
    | {
        "over": r"Write \frac{…}{…}.",
        "above": r"Write \frac{…}{…}.",
        "atop": r"Write lines as \begin{array}{c} … \\ … \end{array}.",
        "choose": r"Write \binom{…}{…}.",
        "brace": r"Write \left\{ … \right\}.",
        "brack": r"Write \left[ … \right].",
        "set": r"Write \{ … \}.",
        "Set": r"Write \left\{ … \right\}.",
        "begingroup": "Write { … }.",
        "endgroup": "Write { … }.",
        "mbox": r"Write \text{…}.",
        "hbox": r"Write \text{…}.",
        "fbox": r"Write \boxed{…}.",
        "textsc": r"Write \text{…}.",
        "pod": r"Write \pmod{…}.",
        "substack": r"Write lines as \begin{array}{c} … \\ … \end{array}.",
        "newline": r"Write \\ inside \begin{aligned} … \end{aligned}.",
        "dotsc": r"Write \ldots.",
        "dotsb": r"Write \cdots.",
        "widetilde": r"Write \tilde{…}.",
        "href": "Write the link outside the formula: [words](https://…).",
        "url": "Write the link outside the formula: [words](https://…).",
        "includegraphics": "Pictures can't be shown.",
    }
)


def instead(command: str) -> str:
    """Advice on what to write instead of an unknown command."""
    near = get_close_matches(command, KNOWN, 1, 0.75)
    return _INSTEAD.get(command) or (rf"Did you mean \{near[0]}?" if near else "")

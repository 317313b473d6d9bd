"""LaTeX commands as Unicode characters, and characters for superscripts and subscripts."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS = _pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ
    varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ
    Phi Φ Psi Ψ Omega Ω partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ Re ℜ Im ℑ emptyset ∅ varnothing ∅
    forall ∀ exists ∃ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ prime ′ dagger † ldots … dots … cdots ⋯
    dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ degree ° aleph ℵ checkmark ✓ square □ Box □ bullet • star ⋆
    # # $ $ % % & & _ _
    """
)

BINARY = _pairs(
    """
    + + - − * * cdot · times × div ÷ pm ± mp ∓ odot ⊙ oplus ⊕ otimes ⊗ ominus ⊖ circ ∘ cup ∪
    cap ∩ wedge ∧ vee ∨ land ∧ lor ∨ setminus ∖ ast ∗ bmod mod
    """
)

RELATIONS = _pairs(
    r"""
    = = < < > > le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃
    equiv ≡ propto ∝ ll ≪ gg ≫ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ mapsto ↦
    Rightarrow ⇒ implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ longrightarrow ⟶ in ∈ notin ∉ ni ∋
    subset ⊂ subseteq ⊆ supset ⊃ mid | perp ⊥ parallel ∥ coloneqq ≔ doteq ≐ cong ≅ triangleq ≜
    uparrow ↑ downarrow ↓ vdash ⊢ models ⊨
    """
)

LARGE = _pairs("sum ∑ prod ∏ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁")

OPEN = _pairs(r"( ( [ [ { { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖")
CLOSE = _pairs(r") ) ] ] } } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖")
UPRIGHT = {"|": "|", "vert": "|", "Vert": "‖", "\\|": "‖", "/": "/", "backslash": "\\"}

_FUNCTIONS = """
    exp log ln lg sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth max min sup inf
    lim argmax argmin arg det dim ker deg Pr gcd softmax sign sgn relu ReLU
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())

SPACES = {",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "~": " ", "!": "",
          "quad": "   ", "qquad": "      ", "enspace": " ", "thinspace": " "}  # fmt: skip

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305",
    "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
    "vec": "\u20d7", "check": "\u030c", "breve": "\u0306", "underline": "\u0332",
}  # fmt: skip

DOUBLE_STRUCK = dict(zip("CEHNPQRZ1", "ℂ𝔼ℍℕℙℚℝℤ𝟙", strict=True))
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))

VULGAR = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾",
          ("1", "5"): "⅕", ("1", "6"): "⅙", ("1", "8"): "⅛", ("3", "8"): "⅜"}  # fmt: skip

RAISED = dict(
    zip(
        "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδεθφχ′″⊤∗*×∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵋᶿᵠᵡ′″ᵀ**ˣ°",
        strict=True,
    )
)
LOWERED = dict(
    zip("0123456789+−-=()aehijklmnoprstuvxβγρφχ,",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ‚", strict=True)
)  # fmt: skip

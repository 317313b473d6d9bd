"""The derivative of every activation as SymPy gives it. Made by `python -m engine.proof`.

`@` stands for the input and `<name>` for a parameter of the op; a test proves the table current.
"""

SLOPES: dict[str, str] = {
    "elu": "\\begin{cases} 1 & \\text{for}\\: @ > 0 \\\\<alpha> e^{@} & \\text{otherwise} \\end{cases}",
    "gelu": "",
    "gelu_tanh": "",
    "hardswish": "\\begin{cases} \\begin{cases} \\frac{@}{3} + \\frac{1}{2} & \\text{for}\\: @ < 3 \\\\1 & \\text{otherwise} \\end{cases} & \\text{for}\\: @ > -3 \\\\0 & \\text{otherwise} \\end{cases}",
    "leaky_relu": "\\begin{cases} 1 & \\text{for}\\: @ > 0 \\\\<negative_slope> & \\text{otherwise} \\end{cases}",
    "relu": "\\begin{cases} 0 & \\text{for}\\: @ < 0 \\\\1 & \\text{otherwise} \\end{cases}",
    "sigmoid": "\\frac{e^{- @}}{\\left(1 + e^{- @}\\right)^{2}}",
    "silu": "\\frac{@ e^{- @}}{\\left(1 + e^{- @}\\right)^{2}} + \\frac{1}{1 + e^{- @}}",
    "softplus": "\\frac{e^{@}}{e^{@} + 1}",
    "tanh": "1 - \\tanh^{2}{\\left(@ \\right)}",
}

"""What happens to an extract after it was copied: lost spaces, letters that OCR misreads, single line ends."""

import re
from random import Random


def stripped(text, random):
    """Without white space at the end of lines, as many editors save."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def collapsed(text, random):
    """With single spaces, so that it is lost in which column a tick stood."""
    return "\n".join(re.sub(r" +", " ", line).strip() for line in text.split("\n"))


def misread(text, random):
    """With O for 0 and l for 1 in some references, dates and amounts, and figures in some words."""

    def mend(found):
        word = found[0]
        return word.replace("0", "O").replace("1", "l") if random.random() < 0.3 else word

    text = re.sub(r"\b(?:SECMP|MP|DP)\d{3,4}|\b\d{2} [A-Z][a-z]{2} \d{2}\b|£[\d,]+", mend, text)
    words = ("costs", "process", "modifications", "Systems", "consumers")
    for word in words:
        if random.random() < 0.5:
            text = re.sub(rf"\b{word}\b", word.replace("o", "0").replace("l", "1"), text, count=1)
    return text


NOISES = (stripped, collapsed, misread)


def noisy(text, noise, seed):
    return noise(text, Random(seed))

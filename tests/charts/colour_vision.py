"""Contrast, and how far apart two colours look, also to a reader with a colour vision deficiency.

Contrast: WCAG 2.2, relative luminance. Deficiencies: Machado, Oliveira and Fernandes, “A
physiologically-based model for simulation of color vision deficiency” (2009), matrices of severity 1.0 on
linear RGB. Distance: CAM02-UCS (Luo, Cui and Li, 2006) under the sRGB viewing conditions (D65, 64 lux, 20 %
grey surround).
"""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

VISIONS: dict[str, Vector] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
_HUNT = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])


def linear(colour: str) -> Vector:
    """The linear RGB, 0 to 1, of a colour written `#RRGGBB`."""
    coded = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    lights = sorted(float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722])) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def distance(one: str, other: str, vision: str) -> float:
    """How far apart two colours look to a reader with this vision; 1 is about the least anyone notices."""
    return float(np.linalg.norm(appearance(one, vision) - appearance(other, vision)))


def appearance(colour: str, vision: str = "normal") -> Vector:
    """The place of a colour in CAM02-UCS: lightness J′ 0 to 100, a′ and b′."""
    seen = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    return _uniform(_RGB_TO_XYZ @ seen * 100)


def _uniform(xyz: Vector) -> Vector:
    adapting, background = 64 / np.pi / 5, 20.0
    white = _RGB_TO_XYZ @ np.ones(3) * 100
    k = 1 / (5 * adapting + 1)
    level = 0.2 * k**4 * 5 * adapting + 0.1 * (1 - k**4) ** 2 * (5 * adapting) ** (1 / 3)
    n = background / white[1]
    brightness = 0.725 * n**-0.2
    z = 1.48 + np.sqrt(n)
    adaptation = 1 - np.exp((-adapting - 42) / 92) / 3.6

    def cones(light: Vector) -> Vector:
        sharp = _CAT02 @ light
        full = white[1] / (_CAT02 @ white)
        adapted = (adaptation * full + 1 - adaptation) * sharp
        response = _HUNT @ np.linalg.inv(_CAT02) @ adapted
        power = (level * np.abs(response) / 100) ** 0.42
        return np.sign(response) * 400 * power / (27.13 + power) + 0.1

    def achromatic(response: Vector) -> float:
        return float((2 * response[0] + response[1] + response[2] / 20 - 0.305) * brightness)

    response = cones(xyz)
    a = response[0] - 12 * response[1] / 11 + response[2] / 11
    b = (response[0] + response[1] - 2 * response[2]) / 9
    hue = np.arctan2(b, a)
    lightness = 100 * max(achromatic(response) / achromatic(cones(white)), 0) ** (0.69 * z)
    eccentricity = (np.cos(hue + 2) + 3.8) / 4
    weight = 50000 / 13 * brightness * eccentricity * np.hypot(a, b)
    t = weight / (response[0] + response[1] + 21 * response[2] / 20)
    colourfulness = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**n) ** 0.73 * level**0.25
    radius = np.log(1 + 0.0228 * colourfulness) / 0.0228
    return np.array([1.7 * lightness / (1 + 0.007 * lightness), radius * np.cos(hue), radius * np.sin(hue)])

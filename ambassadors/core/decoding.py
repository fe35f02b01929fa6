"""From the bytes somebody sent to pixels of ours. Loaded by `pictures` when a file comes, never at start."""

import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from .picture import FORMATS, NOT_A_PICTURE, Picture, PictureRefused

MOST_PIXELS = 50_000_000
TOO_MANY_PIXELS = (
    "Cette image compte plus de 50 millions de pixels. Réduisez ses dimensions, puis envoyez-la à nouveau."
)
UNREADABLE = "Cette image est abîmée : nous n’avons pas pu la lire. Essayez de l’enregistrer à nouveau."

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_SRGB = ImageCms.createProfile("sRGB")


def decode(data: bytes, longest: int, *, portable: bool = False) -> Picture:
    """Return the picture upright, in sRGB, at most `longest` pixels long, with no metadata."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # decoders warn of what hostile files hold; we decide by errors
        image = _open(data)
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefused(TOO_MANY_PIXELS)
        return _encode(_pixels(image, longest), portable=portable)


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(data), formats=[name.upper() for name in FORMATS])
    except Image.DecompressionBombError as bomb:
        raise PictureRefused(TOO_MANY_PIXELS) from bomb
    except Exception as error:  # a decoder may raise anything on bytes made to hurt it
        raise PictureRefused(NOT_A_PICTURE) from error


def _pixels(image: Image.Image, longest: int) -> Image.Image:
    try:
        image.draft("RGB", (longest, longest))  # a JPEG is read at a half or a quarter when that is enough
        ImageOps.exif_transpose(image, in_place=True)
        picture = image if image.mode in ("RGB", "RGBA", "L", "CMYK") else _plain(image)
        # Made smaller before anything else is done to it: fifty million pixels are dear to copy.
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _srgb(picture)
    except Exception as error:  # as above: half a file, a lying header, a broken chunk
        raise PictureRefused(UNREADABLE) from error


def _plain(image: Image.Image) -> Image.Image:
    """Return the colours of a palette, or sixteen bits of grey, as eight bits each."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _srgb(image: Image.Image) -> Image.Image:
    """Return RGB or RGBA in sRGB: the profile goes away with the metadata, so its colours must not need it."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
            return converted or image.convert(mode)
        except (
            ImageCms.PyCMSError,
            OSError,
            ValueError,
            TypeError,
        ):  # a broken profile costs its colours only
            return image.convert(mode)
    return image if image.mode == mode else image.convert(mode)


def _encode(image: Image.Image, *, portable: bool) -> Picture:
    """Write pixels alone on a fresh image: a logo keeps its transparency, a photo is a JPEG."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    if bare.mode == "RGBA" and portable:
        bare.save(out, "PNG", optimize=True)
        return Picture(out.getvalue(), "png", bare.width, bare.height)
    if bare.mode == "RGBA":
        bare.save(out, "WEBP", quality=90, method=4)
        return Picture(out.getvalue(), "webp", bare.width, bare.height)
    bare.save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return Picture(out.getvalue(), "jpg", bare.width, bare.height)

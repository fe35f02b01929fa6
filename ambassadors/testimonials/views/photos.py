"""The photos of a testimonial: several at once, with their words and their order; without a script too."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.storage import delete
from ambassadors.testimonials.figures import thumbnail
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import MOST, RIGHTS, Photo
from ambassadors.testimonials.photo_forms import PhotosForm, photos_form
from ambassadors.testimonials.photos import (
    Caption,
    TooMany,
    add_photos,
    caption_photos,
    may_hold,
    move_photo,
    remove_photo,
)
from ambassadors.web.access import requires
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

from .writing import home, own_testimonial

blueprint = Blueprint("photos", __name__)

FOLDER = "photos"


@blueprint.route("/compte/contributions/<id:number>/photos", methods=["GET", "POST"])
@requires(Action.SUBMISSION_TRACK, own_testimonial)
def photos(item: Testimonial) -> ResponseReturnValue:
    """Show the photos, and do what a button of the page says."""
    actor = current_actor()
    if not can(actor, Action.SUBMISSION_EDIT, item) and not can(actor, Action.SUBMISSION_PROPOSE_EDIT, item):
        flash(_("Les photos ne peuvent pas être changées maintenant."), "warning")
        return redirect(home(item), 303)
    form = photos_form(item)
    if not form.is_submitted():
        return _page(form, item, 200)
    form.validate()
    if form.csrf_token.errors:
        return _page(form, item, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return _acted(form, item)


def _acted(form: PhotosForm, item: Testimonial) -> ResponseReturnValue:
    act, _colon, target = request.form.get("act", "").partition(":")
    if item.status != "published":
        caption_photos(current_actor(), item, form.captions(item))
        _add(form, item)
    if act == "delete":
        remove_photo(current_actor(), item, _photo(item, target))
        flash(_("Photo supprimée."), "success")
    elif act in ("up", "down") and item.status != "published":
        move_photo(current_actor(), item, _photo(item, target), -1 if act == "up" else 1)
    answer = form.done(home(item, "/modifier" if act == "finish" else "/photos"))
    return answer if not form.errors else _again(form, item)


def _photo(item: Testimonial, number: str) -> Photo:
    return or_404(next((photo for photo in item.photos if str(photo.id) == number), None))


def _add(form: PhotosForm, item: Testimonial) -> None:
    """Keep the files that are pictures, even when others are refused: they would have to be sent again."""
    pictures = form.files.pictures
    if not pictures:
        return
    if not may_hold(item, len(pictures)):
        _refuse(form, item)
        return
    stored = form.files.store(FOLDER)
    try:
        added = add_photos(current_actor(), item, stored)
    except TooMany:  # another page has just added some
        delete([picture.key for picture in stored])
        _refuse(form, item)
        return
    if form.rights.data:
        captions = [
            Caption(photo, photo.alt, photo.credit, photo.decorative, True, photo.position) for photo in added
        ]
        caption_photos(current_actor(), item, captions)
    flash(_("Photos ajoutées. Dites maintenant ce qu’on y voit."), "success")


def _refuse(form: PhotosForm, item: Testimonial) -> None:
    """Say at the field how many photos are still welcome."""
    room = MOST - len(item.photos)
    told = _("%(most)s photos au plus : il reste %(room)s place(s).", most=MOST, room=room)
    form.files.errors = [*form.files.errors, told]


def _again(form: PhotosForm, item: Testimonial) -> ResponseReturnValue:
    """Show the page with what was refused, what was typed, and the photos that were kept."""
    again = photos_form(item)
    for field in form:
        if field.errors:
            again[field.name].errors = field.errors
    for photo in item.photos:
        if f"p{photo.id}_alt" not in request.form:
            again[f"p{photo.id}_rights"].data = photo.rights_at is not None
    return _page(again, item, form.status)


def _page(form: PhotosForm, item: Testimonial, status: int) -> ResponseReturnValue:
    return render_template(
        "testimonials/photos.html",
        form=form,
        item=item,
        territory=item.territory,
        published=item.status == "published",
        thumbnail=thumbnail,
        most=MOST,
        rights=RIGHTS,
        home=home(item),
    ), status

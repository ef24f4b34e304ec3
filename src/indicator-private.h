/* indicator-private.h - shared by indicator.c and indicator-catalogue.c only */
#pragma once
#include "src/indicator.h"

/* A letter, then letters, digits, "-" or "_": an id is also a file name, so nothing else may get in. */
gboolean lb_indicator_id_is_valid (const char *id);

/* A small letter, then small letters, digits or "_". */
gboolean lb_facet_code_is_valid (const char *code);

/* first-page.h - what is seen before a project is open: sample county, a project, a recent one; never a grey window */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_FIRST_PAGE (lb_first_page_get_type ())
G_DECLARE_FINAL_TYPE (LbFirstPage, lb_first_page, LB, FIRST_PAGE, GtkWidget)

void lb_first_page_bind (LbFirstPage *self, LbState *state, LbLoader *loader);
/* The sentence over the choices, why the last project could not be opened; NULL when there is none. */
const char *lb_first_page_get_problem (LbFirstPage *self);

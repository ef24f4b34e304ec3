/* loader.h - what follows from the choices: county, figures and map, made by a worker
 *
 * The loader observes the state (state.h) and publishes immutable, reference-counted snapshots. A snapshot replaces the
 * former one whole, on the main thread, with "notify::county" or "notify::picture". A county comes in two steps: with the figures
 * of its first map and card, so that there is something to see, then with all of them. The worker opens its own connection to
 * the project; the main loop never waits for disk or SQL. Results that were overtaken by a newer choice are dropped.
 * Main thread only, except the snapshots, which any thread may read.
 */
#pragma once
#include "ui/snapshot.h"
#include "ui/state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LB_TYPE_LOADER (lb_loader_get_type ())
G_DECLARE_FINAL_TYPE (LbLoader, lb_loader, LB, LOADER, GObject)

/* Signals: "notify::county", "notify::picture", "notify::doing" and "failed" (const char *sentence). */
LbLoader *lb_loader_new (LbState *state);

LbCounty  *lb_loader_get_county (LbLoader *self);  /* borrowed, NULL: none  */
LbPicture *lb_loader_get_picture (LbLoader *self); /* borrowed, NULL: none  */
/* What the worker is at for the person to read, NULL when it rests; 0–1 or -1 for how far it is. */
const char *lb_loader_get_doing (LbLoader *self);
double      lb_loader_get_fraction (LbLoader *self);

/* Makes the sample county in the user's data folder if it is not there, then chooses it. */
void lb_loader_open_sample (LbLoader *self);
/* Reads the open project again, after another program or the command line changed it. */
void lb_loader_reload (LbLoader *self);
/* Stops what is being loaded or imported; what was shown before stays. */
void lb_loader_cancel (LbLoader *self);

G_END_DECLS

/* pilot.h - drives the real window: waits, clicks through xdotool, reads labels and pixels back */
#pragma once
#include "ui/window.h"

typedef struct {
  LbWindow *window;
  LbState *state;
  LbLoader *loader;
  LbMapCanvas *canvas;
} Pilot;

/* Opens a window of the default application, of @width × @height on @project (may be NULL) and waits until it is mapped. */
void pilot_open (Pilot *pilot, const char *project, int width, int height);
/* Closes it and waits until it is freed: a part that keeps it alive fails the test. */
void pilot_close (Pilot *pilot);

typedef gboolean (*PilotTest) (Pilot *pilot);
/* Runs the main loop until @test holds; fails the test after two minutes. */
void pilot_wait (Pilot *pilot, PilotTest test, const char *what);
/* Until county, picture and painted map belong to the present choices. */
void pilot_settle (Pilot *pilot);
/* Runs the main loop for a while, for what has no end to wait for. */
void pilot_idle (guint milliseconds);

/* Position of a point of the canvas on the screen. */
void pilot_screen (Pilot *pilot, double x, double y, int *screen_x, int *screen_y);
/* Words for xdotool, "%d" filled in; the events are handled before it returns. */
void pilot_xdotool (Pilot *pilot, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* TRUE when a visible label below @widget contains @text. */
gboolean pilot_reads (GtkWidget *widget, const char *text);

/* The window as it is drawn: RGBA, 4 bytes a pixel; written to @png when that is not NULL. */
typedef struct {
  int width, height;
  guint8 *pixels;
} PilotPicture;
PilotPicture pilot_picture (Pilot *pilot, const char *png);
void         pilot_picture_clear (PilotPicture *picture);

/* The one button below @widget with this label that is to be seen; NULL: none. */
GtkWidget *pilot_find_button (GtkWidget *widget, const char *label);
/* Clicks it; fails the test where there is none, or it may not be clicked. */
void       pilot_press (gpointer widget, const char *label);

/* For pilot_wait(): the window has said what became of a report. */
gboolean   pilot_has_reported (Pilot *pilot);

/* The shape of main(): an application, a folder for temporary files, @add for the tests, and everything removed again. */
int         pilot_main (int argc, char **argv, void (*add) (void));
const char *pilot_folder (void);
/* (transfer full): a project of the sample county, made anew. */
char       *pilot_make_sample (const char *name);

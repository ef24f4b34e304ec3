/* fixture.h - runs the generator into temporary folders and reads back what it wrote
 *
 * For the tests of the generator only; every helper fails the test when something is amiss.
 */
#pragma once
#include <gio/gio.h>
#include <shapefil.h>

/* The files of one county in a folder of their own, removed with fixture_free. */
typedef struct {
  char *folder;
} Fixture;

/* @options: words of the command line, NULL at the end. */
Fixture *fixture_new (const char *program, const char *const *options);
void fixture_free (Fixture *self);
char *fixture_path (const Fixture *self, const char *name);
/* Names of the files in a folder, sorted. */
char **folder_list (const char *folder);
/* Text of a DBF field, as stored. */
char *table_text (DBFHandle table, int record, const char *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* One level of boundaries. */
typedef struct {
  int n;
  char **codes, **names, **parents;
  SHPObject **shapes;
} Layer;

/* @folder/@name.shp with its table; texts are converted from @encoding (NULL: UTF-8). */
Layer *layer_read (const char *folder, const char *name, const char *encoding);
void layer_free (Layer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Layer, layer_free)

#include "config.h"
#include "reports/linebreak.h"

#include <math.h>
#include <string.h>

/* What keeps together: one Chinese character, two marks that share a cell, one number with its percent sign. */
typedef struct {
  guint first, n; /* characters                                */
  double width;   /* of a number or word, cells; 1 otherwise   */
  guint cells;
  gboolean latin;
  gboolean mark;  /* the last character of a number is the mark that follows it */
  gboolean space; /* a space stood before it                   */
  gboolean glued; /* to the atom before it                     */
} Atom;

typedef struct {
  LbFonts *fonts;
  const LbMeasure *measure;
  double cell_mm, em_cells; /* width of a cell; of an em in cells */
  GArray *chars;            /* gunichar     */
  GArray *glyphs;           /* LbGlyph      */
  GArray *atoms;
} Breaker;

static const char closing[] = "，。、；：！？）》〉】〕』」”’…—·～％%‰℃";
static const char opening[] = "（《〈【〔『「“‘";
/* Full-width marks whose ink fills only the left or the right half of their cell, so that two share one. */
static const char left_half[] = "，。、；：）》〉】〕』」”’";
static const char units[] = "户人条个年月日天次件项村镇名位岁元万亿号时分周季度倍里平公";

static gboolean
is_one_of (const char *set, gunichar c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

gboolean
lb_forbids_start (gunichar c)
{
  return is_one_of (closing, c);
}

gboolean
lb_forbids_end (gunichar c)
{
  return is_one_of (opening, c);
}

static gboolean
is_latin (gunichar c)
{
  return c > ' ' && c < 0x250 && c != 0xB7;
}

static gunichar
char_at (const Breaker *self, guint i)
{
  return i < self->chars->len ? g_array_index (self->chars, gunichar, i) : 0;
}

static const Atom *
atom_at (const Breaker *self, guint i)
{
  return &g_array_index (self->atoms, Atom, i);
}

static gunichar
first_of (const Breaker *self, guint i)
{
  return i < self->atoms->len ? char_at (self, atom_at (self, i)->first) : 0;
}

static gunichar
last_of (const Breaker *self, guint i)
{
  const Atom *atom = atom_at (self, i);
  return char_at (self, atom->first + atom->n - 1);
}

static gboolean
is_number (const Breaker *self, guint i)
{
  return i < self->atoms->len && atom_at (self, i)->latin && g_ascii_isdigit ((char) MIN (first_of (self, i), 127));
}

static void
read_spans (Breaker *self, const GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++) {
    const LbSpan *span = g_ptr_array_index (spans, i);
    for (const char *p = span->text; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);
      if (c == '\v' || c == '\n')
        continue;
      LbGlyph glyph = {span->role, 0, 0};
      if (c != ' ')
        glyph = lb_fonts_find (self->fonts, span->role, c);
      g_array_append_val (self->chars, c);
      g_array_append_val (self->glyphs, glyph);
    }
  }
}

/* How much tighter a number may be set, in cells a character, before it takes another cell: the digits of the free
 * serif fonts are 0.56 em wide, those of a 仿宋 half an em. */
#define TIGHTER 0.08
/* How much wider, where that spares a gap beside it. */
#define WIDER 0.07

static guint
cells_for (double width, guint n)
{
  return (guint) MAX (1, ceil (width - TIGHTER * n));
}

/* A number or word from @first on; longer than a line, it is cut. */
static Atom
latin_atom (const Breaker *self, guint first)
{
  Atom atom = {first, 0, 0, 1, TRUE, FALSE, FALSE, FALSE};

  for (guint i = first; is_latin (char_at (self, i)); i++) {
    double advance = g_array_index (self->glyphs, LbGlyph, i).advance * self->em_cells;
    if (atom.n > 0 && atom.width + advance > self->measure->cells - 2.0)
      break;
    atom.width += advance;
    atom.n++;
  }
  atom.cells = cells_for (atom.width, atom.n);
  return atom;
}

/* A closing bracket or 、 after a number takes the half cell that the number leaves empty ("图1）"), if there is one; a
 * closing bracket always keeps close. Other marks need their blank half. */
static void
absorb_mark (const Breaker *self, Atom *atom)
{
  static const char brackets[] = "）》〉】〕』」”’", close[] = "）》〉】〕』」”’、";
  gunichar c = char_at (self, atom->first + atom->n);
  guint together = cells_for (atom->width + 0.5, atom->n);

  if (!is_one_of (close, c) || (together > atom->cells && !is_one_of (brackets, c)))
    return;
  atom->width += 0.5;
  atom->n++;
  atom->cells = together;
  atom->mark = TRUE;
}

static gboolean
share_a_cell (gunichar a, gunichar b)
{
  if (is_one_of (opening, a))
    return is_one_of (opening, b);
  return is_one_of (left_half, a) && (is_one_of (left_half, b) || is_one_of (opening, b));
}

static void
make_atoms (Breaker *self)
{
  gboolean space = FALSE;

  for (guint i = 0; i < self->chars->len;) {
    gunichar c = char_at (self, i);
    if (c == ' ') {
      space = TRUE;
      i++;
      continue;
    }
    Atom atom = {i, 1, 1, 1, FALSE, FALSE, FALSE, FALSE};
    if (is_latin (c)) {
      atom = latin_atom (self, i);
      /* A space between two words is theirs; beside a Chinese character the grid parts them already. */
      const Atom *before = self->atoms->len > 0 ? atom_at (self, self->atoms->len - 1) : NULL;
      if (space && before != NULL && before->latin) {
        atom.space = TRUE;
        atom.width += 0.25;
        atom.cells = cells_for (atom.width, atom.n);
      }
      absorb_mark (self, &atom);
    } else if (share_a_cell (c, char_at (self, i + 1)))
      atom.n = 2;
    space = FALSE;
    g_array_append_val (self->atoms, atom);
    i += atom.n;
  }
}

/* Is atom @i bound to the one before it? */
static gboolean
is_glued (const Breaker *self, guint i)
{
  gunichar before = last_of (self, i - 1), c = first_of (self, i);

  if (lb_forbids_end (before) || (lb_forbids_start (c) && !is_latin (c)))
    return TRUE;
  if (is_number (self, i - 1) && is_one_of (units, c))
    return TRUE;
  if (is_number (self, i) && (before == 0x8868 /* 表 */ || before == 0x56FE /* 图 */ || before == 0x7B2C /* 第 */))
    return TRUE;
  /* 366户1053人: the pair is one thing. */
  return is_number (self, i) && before == 0x6237 /* 户 */ && i >= 2 && is_number (self, i - 2) &&
         first_of (self, i + 1) == 0x4EBA /* 人 */;
}

/* One past the last atom of the line that begins with @from. */
static guint
find_end (const Breaker *self, guint from, guint room)
{
  guint cells = 0, end = from, allowed = from;

  while (end < self->atoms->len && cells + atom_at (self, end)->cells <= room) {
    cells += atom_at (self, end)->cells;
    end++;
    if (end == self->atoms->len || !atom_at (self, end)->glued)
      allowed = end;
  }
  /* Nothing but glued atoms: better a hard break than none. */
  return allowed > from ? allowed : MAX (end, from + 1);
}

static void
put (const Breaker *self, GArray *line, guint character, double x_cells)
{
  const LbGlyph *glyph = &g_array_index (self->glyphs, LbGlyph, character);
  LbPlaced placed = {char_at (self, character), glyph->face, glyph->glyph, x_cells * self->cell_mm};

  g_array_append_val (line, placed);
}

static void
place_latin (const Breaker *self, GArray *line, const Atom *atom, double x, double share)
{
  double slack = atom->cells - atom->width, step;

  if (slack < 0) { /* tighter, at both ends too: glyphs have a little air around them */
    step = slack / atom->n;
    x += step / 2;
  } else {
    guint gaps = MAX (atom->n, 2) - 1;
    step = MIN (slack / gaps, share < 1 ? WIDER : WIDER / 2);
    x += (slack - (atom->n - 1) * step) * share;
  }
  x += atom->space ? 0.25 : 0;
  for (guint i = 0; i < atom->n; i++) {
    put (self, line, atom->first + i, x);
    x += g_array_index (self->glyphs, LbGlyph, atom->first + i).advance * self->em_cells + step;
  }
}

/* A full-width glyph is centred on its cell; a narrow one (quotes of Latin width) goes to the side where the ink of
 * its full-width form would be. */
static void
place_wide (const Breaker *self, GArray *line, guint character, double x)
{
  gunichar c = char_at (self, character);
  double width = g_array_index (self->glyphs, LbGlyph, character).advance * self->em_cells;

  if (width > 0.8)
    put (self, line, character, x + (1 - width) / 2);
  else if (is_one_of (opening, c))
    put (self, line, character, x + 1 - width);
  else
    put (self, line, character, is_one_of (left_half, c) ? x : x + (1 - width) / 2);
}

static void
place_pair (const Breaker *self, GArray *line, const Atom *atom, double x)
{
  gunichar a = char_at (self, atom->first), b = char_at (self, atom->first + 1);

  place_wide (self, line, atom->first, is_one_of (opening, a) ? x - 0.5 : x);
  place_wide (self, line, atom->first + 1, is_one_of (left_half, b) ? x + 0.5 : x);
}

/* Which part of the room that a number does not fill goes before it: all of it, so that the number stands close to
 * its unit and is found together with it ("366户"); half where it is bound on both sides ("户1053人"); none at the
 * beginning of a line, where it would look like an indent, unless it is a single digit. */
static double
share_of_slack (const Breaker *self, guint i, guint from)
{
  if (i == from)
    return atom_at (self, i)->n == 1 ? 0.5 : 0;
  if (atom_at (self, i)->glued)
    return 0.5;
  return first_of (self, i) == '/' ? 0 : 1;
}

static GArray *
place_line (const Breaker *self, guint from, guint to, guint indent)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (LbPlaced));
  double x = indent;

  for (guint i = from; i < to; i++) {
    const Atom *atom = atom_at (self, i);
    if (atom->latin)
      place_latin (self, line, atom, x, share_of_slack (self, i, from));
    else if (atom->n == 2)
      place_pair (self, line, atom, x);
    else
      place_wide (self, line, atom->first, x);
    x += atom->cells;
  }
  return line;
}

GPtrArray *
lb_break_lines (LbFonts *fonts, const GPtrArray *spans, const LbMeasure *measure)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (LbGlyph));
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  double cell = measure->width_mm / measure->cells;
  Breaker self = {fonts, measure, cell, measure->size_pt * 25.4 / 72 / cell, chars, glyphs, atoms};

  read_spans (&self, spans);
  make_atoms (&self);
  for (guint i = 1; i < atoms->len; i++)
    g_array_index (atoms, Atom, i).glued = is_glued (&self, i);

  guint indent = measure->indent;
  for (guint from = 0; from < atoms->len;) {
    guint to = find_end (&self, from, measure->cells - indent);
    if (measure->heading && to + 1 == atoms->len && to > from + 2)
      to--;
    g_ptr_array_add (lines, place_line (&self, from, to, indent));
    from = to;
    indent = 0;
  }
  return lines;
}

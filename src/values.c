#include "config.h"
#include "src/values.h"
#include "src/i18n.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define SHOWN_CHARACTERS 40
#define NUMBER_BYTES     64
#define REPLACEMENT      "\xEF\xBF\xBD"

/* (transfer full): the cell for a sentence, shortened. */
static char *
show (const char *cell)
{
  if (g_utf8_strlen (cell, -1) <= SHOWN_CHARACTERS)
    return g_strdup (cell);
  g_autofree char *start = g_utf8_substring (cell, 0, SHOWN_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

/* Plain digits from @at on, as nearly all numbers are written. FALSE: none, or more than need not be minded. */
static gboolean
read_digits (const char *at, const char **end, gint64 *number)
{
  const char *start = at;

  for (*number = 0; g_ascii_isdigit (*at) && at - start < 12; at++)
    *number = *number * 10 + (*at - '0');
  *end = at;
  return at > start && !g_ascii_isdigit (*at);
}

/* Yuan with at most two decimals, to the fen. */
static gboolean
read_plain_money (const char *cell, gint64 *fen)
{
  const char *at, *end;
  gint64 decimals = 0;

  if (!read_digits (cell, &at, fen))
    return FALSE;
  *fen *= 100;
  if (*at == '\0')
    return TRUE;
  if (*at != '.' || !read_digits (at + 1, &end, &decimals) || end - at > 3 || *end != '\0')
    return FALSE;
  *fen += end - at == 2 ? decimals * 10 : decimals;
  return TRUE;
}

/* The readers below return NULL when the cell was understood, else (transfer full) the reason. */
static char *
read_count (const LbField *field, const char *heading, const char *cell, LbValue *value)
{
  g_autofree char *shown = NULL;
  const char *end = NULL;

  if (read_digits (cell, &end, &value->number) && *end == '\0' && value->number >= field->min && value->number <= field->max)
    return NULL;
  value->number = g_ascii_strtoll (cell, (char **) &end, 10);
  if (end > cell && *end == '.')
    end += 1 + strspn (end + 1, "0"); /* 3.0 from a spreadsheet */
  if (g_str_equal (end, "人") || g_str_equal (end, "户") || g_str_equal (end, "年") || g_str_equal (end, "次"))
    end += strlen ("人");
  if (end > cell && *end == '\0' && value->number >= field->min && value->number <= field->max)
    return NULL;
  shown = show (cell);
  if (end == cell || *end != '\0')
    return g_strdup_printf (_ ("“%s” in column %s is not a whole number"), shown, heading);
  return g_strdup_printf (_ ("“%s” in column %s is not between %" PRId64 " and %" PRId64), shown, heading, field->min,
                          field->max);
}

static char *
read_real (const LbField *field, const char *heading, const char *cell, LbValue *value)
{
  char *end = NULL;
  double number = g_ascii_strtod (cell, &end);

  if (end == cell || *end != '\0' || strspn (cell, "0123456789.+-") != strlen (cell)) {
    g_autofree char *shown = show (cell);
    return g_strdup_printf (_ ("“%s” in column %s is not a number"), shown, heading);
  }
  if (!(number >= (double) field->min && number <= (double) field->max)) {
    g_autofree char *shown = show (cell);
    return g_strdup_printf (_ ("“%s” in column %s is not between %" PRId64 " and %" PRId64), shown, heading, field->min,
                            field->max);
  }
  value->text = cell;
  return NULL;
}

static char *
read_money (const LbField *field, const char *heading, const char *cell, LbValue *value)
{
  char plain[NUMBER_BYTES];
  gsize length = 0;
  const char *at = cell;

  if (read_plain_money (cell, &value->number) && value->number >= field->min && value->number <= field->max)
    return NULL;
  if (g_str_has_prefix (at, "¥"))
    at += strlen ("¥");
  else if (g_str_has_prefix (at, "￥"))
    at += strlen ("￥");
  for (; *at != '\0' && length < sizeof plain - 1 && strchr ("0123456789.,-+", *at) != NULL; at++)
    if (*at != ',')
      plain[length++] = *at;
  plain[length] = '\0';
  if (g_str_equal (at, "元"))
    at += strlen ("元");

  char *end = NULL;
  double yuan = g_ascii_strtod (plain, &end);
  double fen = round (yuan * 100);
  gboolean number = length > 0 && *end == '\0' && *at == '\0';
  if (number && fen >= (double) field->min && fen <= (double) field->max) {
    value->number = (gint64) fen;
    return NULL;
  }
  g_autofree char *shown = show (cell);
  if (!number)
    return g_strdup_printf (_ ("“%s” in column %s is not an amount in yuan"), shown, heading);
  return g_strdup_printf (_ ("“%s” in column %s is outside what an amount can be"), shown, heading);
}

/* 1.23E+15: a spreadsheet kept fifteen digits at most and the file fewer. */
static gboolean
is_scientific (const char *cell)
{
  gsize digits = strspn (cell, "0123456789.");

  return digits > 0 && (cell[digits] == 'E' || cell[digits] == 'e') && cell[digits + 1] != '\0' &&
         strspn (cell + digits + 1, "+-0123456789") == strlen (cell + digits + 1);
}

static char *
read_number (const char *heading, char *cell, LbValue *value)
{
  gsize digits = strspn (cell, "0123456789");
  gboolean lost;

  if (cell[digits] == '\0' && digits <= NUMBER_BYTES) {
    value->text = cell;
    return NULL;
  }
  lost = is_scientific (cell);
  if (lost || strlen (cell) > NUMBER_BYTES) {
    g_autofree char *shown = show (cell);
    return lost ? g_strdup_printf (_ ("“%s” in column %s: the digits are lost; format the column as text in the spreadsheet "
                                      "and export it again"),
                                   shown, heading)
                : g_strdup_printf (_ ("“%s” in column %s is too long for a number"), shown, heading);
  }
  if (*cell == '\'')
    cell++; /* the sign by which a spreadsheet marks text */
  digits = strspn (cell, "0123456789");
  if (digits > 0 && cell[digits] == '.' && cell[digits + 1] != '\0' &&
      strspn (cell + digits + 1, "0") == strlen (cell + digits + 1))
    cell[digits] = '\0';
  value->text = cell;
  value->set = *cell != '\0';
  return NULL;
}

/* What a spreadsheet shows where a formula failed; #N/A and #NULL! count as nothing (aliases.ini). */
static gboolean
is_formula_error (const char *cell)
{
  static const char *const errors[] = {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!"};

  for (gsize i = 0; *cell == '#' && i < G_N_ELEMENTS (errors); i++)
    if (strcmp (cell, errors[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
refuse_word (const LbField *field, const LbAliases *aliases, const char *heading, const char *cell)
{
  g_autofree char *shown = show (cell);
  g_autofree char *known = lb_aliases_list_words (aliases, field->words);

  return g_strdup_printf (_ ("“%s” in column %s is not one of: %s"), shown, heading, known);
}

static char *
read_word (const LbField *field, const LbAliases *aliases, const char *heading, const char *cell, LbValue *value)
{
  value->text = lb_aliases_find_word (aliases, field->words, cell);
  if (value->text == NULL)
    return refuse_word (field, aliases, heading, cell);
  if (field->type == LB_VALUE_RANK)
    value->number = g_ascii_strtoll (value->text, NULL, 10);
  return NULL;
}

static char *
read_day (const char *heading, const char *cell, LbValue *value)
{
  value->text = value->room;
  if (lb_value_read_date (cell, value->room))
    return NULL;
  g_autofree char *shown = show (cell);
  return g_strdup_printf (_ ("“%s” in column %s is not a date"), shown, heading);
}

static char *
read_yes_no (const LbAliases *aliases, const char *heading, const char *cell, LbValue *value)
{
  const char *stored = lb_aliases_find_word (aliases, "yes_no", cell);

  value->number = stored != NULL && *stored == '1';
  if (stored != NULL)
    return NULL;
  g_autofree char *shown = show (cell);
  return g_strdup_printf (_ ("“%s” in column %s is neither yes (是) nor no (否)"), shown, heading);
}

static gsize
separator_length (const char *at)
{
  static const char *const separators[] = {",", "，", "、", ";", "；", "/", " ", "|"};

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (*at == *separators[i] && g_str_has_prefix (at, separators[i]))
      return strlen (separators[i]);
  return 0;
}

/* Walks the parts of a joined list; @cell is cut up. Parts that are no word are tried character by character, for
 * lists without any separator (看查听帮). */
static char *
read_list (const LbField *field, const LbAliases *aliases, const char *heading, char *cell, LbValue *value)
{
  g_autofree char *whole = g_strdup (cell);
  GString *words = NULL;
  const char *start = whole;

  if (field->type == LB_VALUE_WORDS)
    words = g_string_new (NULL);
  while (*start != '\0') {
    gsize length = 0, gap = 0;
    while (start[length] != '\0' && (gap = separator_length (start + length)) == 0)
      length++;
    g_autofree char *part = g_strndup (start, length);
    const char *stored = lb_aliases_find_word (aliases, field->words, part);
    start += length + gap;
    if (length == 0)
      continue;
    if (words != NULL && stored != NULL) {
      g_string_append (words, words->len > 0 ? "," : "");
      g_string_append (words, stored);
      continue;
    }
    for (const char *at = part; words == NULL && *at != '\0'; at = g_utf8_next_char (at)) {
      g_autofree char *character = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
      stored = lb_aliases_find_word (aliases, field->words, character);
      if (stored == NULL)
        break;
      value->number |= g_ascii_strtoll (stored, NULL, 10);
    }
    if (stored == NULL) {
      if (words != NULL)
        g_string_free (words, TRUE);
      return refuse_word (field, aliases, heading, part);
    }
  }
  value->text = cell;
  if (words != NULL) {
    /* Stored words are ASCII and may be longer than what stood there. */
    g_free (value->list);
    value->text = value->list = g_string_free (words, FALSE);
  }
  return NULL;
}

char *
lb_value_read (const LbField *field, const LbAliases *aliases, const char *heading, char *cell, LbValue *value)
{
  value->set = FALSE;
  value->number = 0;
  value->text = NULL;
  if (lb_aliases_is_empty (aliases, cell))
    return NULL;
  if (strchr (cell, *REPLACEMENT) != NULL && strstr (cell, REPLACEMENT) != NULL)
    return g_strdup_printf (_ ("column %s holds characters that cannot be read in this encoding"), heading);
  if (is_formula_error (cell))
    return g_strdup_printf (_ ("“%s” in column %s is what a failed formula leaves; mend it in the spreadsheet and export again"),
                            cell, heading);
  value->set = TRUE;
  switch (field->type) {
  case LB_VALUE_TEXT:
    value->text = cell;
    return NULL;
  case LB_VALUE_NUMBER:
    if (!g_ascii_isdigit (*cell) && lb_aliases_find_word (aliases, "total", cell) != NULL)
      return g_strdup_printf (_ ("“%s” in column %s adds up other rows; a total is no row of the ledger"), cell, heading);
    return read_number (heading, cell, value);
  case LB_VALUE_COUNT:
    return read_count (field, heading, cell, value);
  case LB_VALUE_REAL:
    return read_real (field, heading, cell, value);
  case LB_VALUE_MONEY:
    return read_money (field, heading, cell, value);
  case LB_VALUE_WORD:
  case LB_VALUE_RANK:
    return read_word (field, aliases, heading, cell, value);
  case LB_VALUE_WORDS:
  case LB_VALUE_BITS:
    return read_list (field, aliases, heading, cell, value);
  case LB_VALUE_DATE:
    return read_day (heading, cell, value);
  case LB_VALUE_YES_NO:
    return read_yes_no (aliases, heading, cell, value);
  default:
    g_assert_not_reached ();
  }
}

void
lb_value_clear (LbValue *value)
{
  g_clear_pointer (&value->list, g_free);
}

/* ledger-kinds.h - the seven ledgers as tables: their fields, what each must hold, where it is stored
 *
 * A new field of a ledger is one line in ledger-kinds.c and its headings in data/aliases.ini. Immutable; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_VALUE_TEXT,    /* free text                                              */
  LB_VALUE_NUMBER,  /* an identifying number, kept as text: zeros matter       */
  LB_VALUE_DATE,    /* "YYYY-MM-DD" or "YYYY-MM"                               */
  LB_VALUE_COUNT,   /* whole number between min and max                       */
  LB_VALUE_MONEY,   /* yuan in the cell, fen in the project                   */
  LB_VALUE_YES_NO,  /* 1 or 0                                                 */
  LB_VALUE_WORD,    /* one of a word group of aliases.ini                     */
  LB_VALUE_WORDS,   /* several of them, joined with commas                    */
  LB_VALUE_RANK,    /* a word group whose stored words are numbers            */
  LB_VALUE_BITS,    /* several of such a group, added up                      */
} LbValueType;

typedef enum {
  LB_NEED_NOTHING,
  LB_NEED_HEADING, /* the column must be there, its cells may be empty */
  LB_NEED_VALUE,   /* every row must fill it                           */
} LbNeed;

typedef struct {
  const char *name;     /* as in --map and aliases.ini                                 */
  LbValueType type;
  LbNeed need;
  const char *column;   /* of the kind's table; NULL: stored in another way             */
  const char *words;    /* group of aliases.ini, for WORD, WORDS, RANK, BITS            */
  const char *fallback; /* stored where a mapped cell is empty; NULL: SQL NULL          */
  gint64 min, max;      /* COUNT and MONEY (fen)                                       */
} LbField;

typedef enum {
  LB_LEDGER_HOUSEHOLDS,
  LB_LEDGER_CASES,
  LB_LEDGER_MEASURES,
  LB_LEDGER_VISITS,
  LB_LEDGER_REGISTRATIONS,
  LB_LEDGER_MATTERS,
  LB_LEDGER_STAFF,
  LB_N_LEDGERS
} LbLedger;

typedef struct {
  const char *name;      /* word of the command line */
  const char *table;
  const LbField *fields; /* field 0 is the row's key or the household's number */
  guint n_fields;
  int place;             /* field "township", followed by village, grid, region_code; -1: none */
  int household;         /* field "household_no" that names a household already known; -1: none */
} LbLedgerKind;

#define LB_MAX_FIELDS 40

extern const LbLedgerKind lb_ledger_kinds[LB_N_LEDGERS];

/* NULL with LB_ERROR_USAGE that lists the kinds. */
const LbLedgerKind *lb_ledger_kind_find (const char *name, GError **error);
LbLedger            lb_ledger_kind_id (const LbLedgerKind *kind);

/* Places of the fields that the staging of a kind must know by name. */
enum { LB_HOUSEHOLD_NO, LB_HOUSEHOLD_PLACE };
enum {
  LB_CASE_HOUSEHOLD, LB_CASE_CLASS, LB_CASE_PERSONS, LB_CASE_IDENTIFIED, LB_CASE_CLEARED, LB_CASE_CLEARED_ON,
  LB_CASE_REVOKED_ON, LB_CASE_HOME_CHECK, LB_CASE_REVIEW, LB_CASE_DATA_MATCH, LB_CASE_PUBLICITY_FROM,
  LB_CASE_PUBLICITY_TO, LB_CASE_TOWN_AUDIT, LB_CASE_COUNTY_APPROVE, LB_CASE_SYSTEM_ENTRY,
  LB_CASE_RISK_1, LB_CASE_RISK_5 = LB_CASE_RISK_1 + 4
};
enum { LB_MEASURE_HOUSEHOLD, LB_MEASURE_CATEGORY, LB_MEASURE_SUBTYPE, LB_MEASURE_PLANNED, LB_MEASURE_STATUS, LB_MEASURE_STATUS_ON };
enum { LB_VISIT_HOUSEHOLD, LB_VISIT_DATE, LB_VISIT_MODE, LB_VISIT_PURPOSE, LB_VISIT_VISITOR };
enum { LB_REGISTRATION_HOUSEHOLD, LB_REGISTRATION_PLATFORM };
enum { LB_MATTER_NO, LB_MATTER_PLACE, LB_MATTER_HOUSEHOLD = LB_MATTER_PLACE + 4, LB_MATTER_RECEIVED, LB_MATTER_COMPLETED };
enum { LB_STAFF_NO, LB_STAFF_PLACE, LB_STAFF_STARTED = LB_STAFF_PLACE + 4, LB_STAFF_ENDED };

G_END_DECLS

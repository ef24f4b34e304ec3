/* ledger-kinds.h - every ledger as a table: its fields, what each must hold, where it is stored
 *
 * A new field of a ledger is one line in ledger-kinds.c and its headings in data/aliases.ini; a new ledger is one table
 * of fields and one entry. Nothing else knows the kinds one by one. Immutable; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_VALUE_TEXT,    /* free text                                              */
  LB_VALUE_NUMBER,  /* an identifying number, kept as text: zeros matter       */
  LB_VALUE_DATE,    /* "YYYY-MM-DD" or "YYYY-MM"                               */
  LB_VALUE_COUNT,   /* whole number between min and max                       */
  LB_VALUE_REAL,    /* number between min and max                             */
  LB_VALUE_MONEY,   /* yuan in the cell, fen in the project                   */
  LB_VALUE_YES_NO,  /* 1 or 0                                                 */
  LB_VALUE_WORD,    /* one of a word group of aliases.ini                     */
  LB_VALUE_WORDS,   /* several of them, joined with commas; a column holds one of them, or "multi" */
  LB_VALUE_RANK,    /* a word group whose stored words are numbers            */
  LB_VALUE_BITS,    /* several of such a group, added up                      */
} LbValueType;

typedef enum {
  LB_NEED_NOTHING,
  LB_NEED_HEADING, /* the column must be there, its cells may be empty */
  LB_NEED_VALUE,   /* every row must fill it                           */
} LbNeed;

/* What a field tells of a person, and so how it leaves the program unless a reason is given (mask.h). */
typedef enum {
  LB_PRIVATE_NOTHING,
  LB_PRIVATE_NAME,
  LB_PRIVATE_PHONE,
  LB_PRIVATE_CERTIFICATE, /* never stored in clear */
  LB_PRIVATE_ADDRESS,
} LbPrivate;

typedef struct {
  const char *name;     /* as in --map and aliases.ini                                 */
  LbValueType type;
  LbNeed need;
  const char *column;   /* of the kind's table, or of the child's; NULL: stored in another way */
  const char *words;    /* group of aliases.ini, for WORD, WORDS, RANK, BITS; TEXT: words that say nothing */
  const char *fallback; /* stored where a mapped cell is empty; NULL: SQL NULL          */
  gint64 min, max;      /* COUNT, REAL and MONEY (fen)                                  */
  guint child;          /* 0: the kind's table; n: the kind's children[n - 1]           */
  LbPrivate hidden;
  gboolean summed;      /* added up over rows: merged over several of them, it is told once for all together */
} LbField;

/* Rows of another table that hang on the row of a ledger, told in columns of the same row. */
typedef enum {
  LB_CHILD_ONE,  /* one row: a step, a round of checks, a track of rectification        */
  LB_CHILD_LIST, /* one row a word, numbered in the column "ord"; what is new replaces what was there. With a column and a
                    value: the row of the word @value gets in @column what the field of that column says of it */
  LB_CHILD_ADD,  /* one row a word, added by @sql where it is not there yet             */
} LbChildMode;

typedef struct {
  const char *table, *parent; /* "case_step", "case_id"                                               */
  const char *column, *value; /* what tells it from its sisters: step_code = 'review'; NULL: only one  */
  LbChildMode mode;
  const char *sql;            /* ADD: ?1 parent, ?2 value, ?3 word or NULL, ?4 text of the field @day, ?5 batch, ?6 row */
  int day;
} LbChild;

/* A number or a name in a row that stands for a row of another table. */
typedef struct {
  const char *column;  /* of the kind's table: gets the id                                            */
  int field;           /* whose text is looked up; an empty cell gives NULL                            */
  const char *find;    /* its id: ?1 text, ?2 id of the row's household, ?3 of its region              */
  const char *make;    /* makes it when it is not there: ?1 text, ?2 batch, ?3 row. NULL: the row is rejected */
  const char *missing; /* msgid of the reason                                                          */
  const char *show;    /* the text again, for the export; t is the kind's table                        */
} LbLink;

/* Two fields that depend on one another; -1 in the first ends a list. */
typedef struct {
  int first, second;
} LbFieldPair;

/* Where @field is filled, one of the fields from @first to @last must hold @word; -1 in field ends a list. */
typedef struct {
  int field, first, last;
  const char *word;
} LbFieldWord;

typedef enum {
  LB_LEDGER_HOUSEHOLDS,
  LB_LEDGER_CASES,
  LB_LEDGER_MEASURES,
  LB_LEDGER_VISITS,
  LB_LEDGER_REGISTRATIONS,
  LB_LEDGER_MATTERS,
  LB_LEDGER_STAFF,
  LB_LEDGER_MEMBERS,
  LB_LEDGER_PERSONS,
  LB_LEDGER_INCOMES,
  LB_LEDGER_WORK,
  LB_LEDGER_WORK_PLANS,
  LB_LEDGER_CLEARANCES,
  LB_LEDGER_EVIDENCE,
  LB_LEDGER_VISIT_PLANS,
  LB_LEDGER_TICKETS,
  LB_LEDGER_WARNINGS,
  LB_LEDGER_FINDINGS,
  LB_LEDGER_SAMPLES,
  LB_LEDGER_ANSWERS,
  LB_LEDGER_ASSIGNMENTS,
  LB_LEDGER_ASSESSMENTS,
  LB_LEDGER_TRAININGS,
  LB_LEDGER_LEDGERS,
  LB_LEDGER_RESOURCES,
  LB_LEDGER_REGIONS,
  LB_LEDGER_REGION_CHANGES,
  LB_N_LEDGERS
} LbLedger;

typedef enum {
  LB_PLACE_ANY,    /* a row without a place belongs to its household's region, else to the county */
  LB_PLACE_NEEDED, /* the row is rejected                                                         */
  LB_PLACE_EITHER, /* a region or a household, not both                                           */
} LbPlaceNeed;

#define LB_MAX_SLOTS 8

/* Fields of a kind that are a whole ledger of their own: field 0 is shared, the others stand from @at on. */
typedef struct {
  LbLedger ledger;
  guint at;
  int when; /* field of the whole kind without which the row has no such part; -1: always there */
} LbPart;

typedef struct {
  const char *name;      /* word of the command line */
  const char *table;
  const LbField *fields; /* field 0 is the row's key or the household's number */
  guint n_fields;
  int place;             /* field "township", followed by village, grid, region_code; -1: none */
  int household;         /* field "household_no" that names a household already known; -1: none */
  LbPlaceNeed place_need;
  const char *slots[LB_MAX_SLOTS]; /* columns of the table that are not fields: region_id, household_id, case_id, …, links */
  const char *key;       /* columns that tell its rows apart, joined with spaces; NULL: in the stage's own way */
  gboolean pairs;        /* rows without a number: equal ones are paired one to one with those of before */
  int case_day;          /* with a slot case_id: the field whose day chooses among the household's cases; -1: the latest */
  gboolean case_needed;
  const LbChild *children;
  guint n_children;
  const LbLink *links;
  guint n_links;
  const LbFieldPair *orders; /* the first must not come after the second, or be more     */
  const LbFieldPair *needs;  /* where the first is filled, the second must be            */
  const LbFieldWord *words;
  const LbPart *parts;       /* the row is staged as these ledgers, in this order        */
  guint n_parts;
} LbLedgerKind;

#define LB_MAX_FIELDS 128

extern const LbLedgerKind lb_ledger_kinds[LB_N_LEDGERS];

/* NULL with LB_ERROR_USAGE that lists the kinds. */
const LbLedgerKind *lb_ledger_kind_find (const char *name, GError **error);
LbLedger            lb_ledger_kind_id (const LbLedgerKind *kind);

/* Where the fields of a monitoring case begin in @kind: its class is this + LB_CASE_CLASS. -1: it has none. */
int lb_ledger_kind_get_case (const LbLedgerKind *kind);

/* Places of the fields that the staging of a kind must know by name. */
enum { LB_HOUSEHOLD_NO, LB_HOUSEHOLD_PLACE, LB_HOUSEHOLD_SIZE = LB_HOUSEHOLD_PLACE + 4, LB_HOUSEHOLD_HEAD };
enum {
  LB_CASE_HOUSEHOLD, LB_CASE_CLASS, LB_CASE_PERSONS, LB_CASE_IDENTIFIED, LB_CASE_CLEARED, LB_CASE_CLEARED_ON,
  LB_CASE_REVOKED_ON, LB_CASE_HOME_CHECK, LB_CASE_REVIEW, LB_CASE_DATA_MATCH, LB_CASE_PUBLICITY_FROM,
  LB_CASE_PUBLICITY_TO, LB_CASE_TOWN_AUDIT, LB_CASE_COUNTY_APPROVE, LB_CASE_SYSTEM_ENTRY, LB_CASE_CONSENT,
  LB_CASE_RISK_1, LB_CASE_RISK_5 = LB_CASE_RISK_1 + 4, LB_CASE_DISASTER
};
enum { LB_MEASURE_HOUSEHOLD, LB_MEASURE_CATEGORY, LB_MEASURE_SUBTYPE, LB_MEASURE_PLANNED, LB_MEASURE_STATUS, LB_MEASURE_STATUS_ON };
enum { LB_CHANGE_PLACE, LB_CHANGE_KIND = LB_CHANGE_PLACE + 4, LB_CHANGE_DAY, LB_CHANGE_NEW_NAME, LB_CHANGE_NEW_CODE };
enum { LB_MEMBER_HOUSEHOLD, LB_MEMBER_NAME, LB_MEMBER_RELATION, LB_MEMBER_NO, LB_MEMBER_CERTIFICATE,
       LB_MEMBER_SEX, LB_MEMBER_BIRTH };

G_END_DECLS

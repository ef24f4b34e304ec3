/* limits.h - how much a file may ask of the program
 *
 * Every bound on input in one place. Each is far above what real ledgers hold and far below what would
 * exhaust a desktop computer; each is tested at its edge.
 */
#pragma once

#define LB_LIMIT_CELL_BYTES      (1 << 20)  /* one cell of a CSV file, as UTF-8             */
#define LB_LIMIT_COLUMNS         4096       /* cells of one row                             */
#define LB_LIMIT_ROW_BYTES       (16 << 20) /* all cells of one row together                */
#define LB_LIMIT_HEADER_ROWS     10         /* rows above the headings: title, unit, date   */
#define LB_LIMIT_SAMPLE_BYTES    (64 << 10) /* what the encoding is judged by               */
#define LB_LIMIT_ARCHIVE_BYTES   (1 << 30)  /* a workbook, unpacked                         */
#define LB_LIMIT_ARCHIVE_RATIO   200        /* the same, over its size in the file          */
#define LB_LIMIT_ARCHIVE_PARTS   4096       /* files in it                                  */
#define LB_LIMIT_MERGED          (1 << 20)  /* merged cells of one sheet                    */
#define LB_LIMIT_RINGS           (1 << 16)  /* rings of one region: outer parts and holes   */

#define LB_LIMIT_INDICATOR_BYTES (1 << 20)  /* one indicator file                           */
#define LB_LIMIT_QUERY_SECONDS   60.0       /* one indicator's query                        */
#define LB_LIMIT_QUERY_VALUE     (64 << 20) /* longest text, blob or row inside the query   */
#define LB_LIMIT_DELTAS          20000000   /* rows of one indicator                        */

#define LB_LIMIT_CUBE_BYTES      (256u << 20) /* all cubes of a county in memory             */

#define LB_LIMIT_RULE_BYTES      (1 << 20)  /* one rule or holiday file                     */


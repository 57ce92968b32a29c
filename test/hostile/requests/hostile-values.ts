/** Values as they stand in JSON: what no honest program sends, in any place for a value. */
export const hostileValues: readonly string[] = [
  ...['null', 'true', '0', '-1', '1e308', '1e999', '-0', '9007199254740993', '2147483648', '-2147483649', '0.1'],
  ...[
    '""',
    '" "',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udfff\\ud800"',
    '"\\ufeff"',
    '"\\u202e"',
    '"%00"',
    '"../../etc/passwd"',
  ],
  ...[
    '"\'; drop table client_row; --"',
    '"1 or 1=1"',
    '"$1"',
    '"?"',
    '"{{7*7}}"',
    '"<script>alert(1)</script>"',
    '"=1+1"',
  ],
  ...[
    '"constructor"',
    '"__proto__"',
    '"toString"',
    '"NaN"',
    '"Infinity"',
    '"2026-02-30"',
    '"99999-99"',
    '"-000001-01-01"',
  ],
  `"${'a'.repeat(60_000)}"`,
  `"${'(((((((((('.repeat(500)}"`,
  `"${'a'.repeat(2000)}!"`,
  `"${'e\\u0301'.repeat(3000)}"`,
  ...['[]', '[null]', '[[]]', '[[[[[[]]]]]]', '[{}]', '[1,"a",null,{}]', `[${new Array(1000).fill('"a"').join(',')}]`],
  ...[
    '{}',
    '{"__proto__": {"admin": true}}',
    '{"constructor": {"prototype": {"x": 1}}}',
    '{"toString": 1}',
    '{"": 1}',
    '{"length": 1e9}',
  ],
  '{"metrics": ["revenue"], "__proto__": {"metrics": ["labour_cost"]}}',
  '{"metrics": ["__proto__"], "groupBy": [], "period": {"named": "constructor"}}',
  '{"metrics": ["revenue"], "first": 2147483647, "offset": 2147483647}',
  '{"metrics": ["revenue"], "first": -1, "offset": -5}',
  '{"metrics": [], "groupBy": ["CLIENT", "CLIENT", "CLIENT", "MONTH", "MONTH"]}',
  '{"metrics": ["revenue"], "period": {"last": {"count": 2147483647, "unit": "MONTH"}}}',
  '{"metrics": ["revenue"], "period": {"between": {"from": "0001-01-01", "to": "9999-12-31"}}, "groupBy": ["CLIENT", "WEEK"]}',
  '{"metrics": ["revenue"], "period": {"between": {"from": "2026-12-31", "to": "2026-01-01"}}}',
  '{"metrics": ["revenue"], "having": [{"metric": "revenue", "op": "BETWEEN", "value": 1e308, "to": -1e308}]}',
  '{"metrics": ["revenue"], "where": {"clients": ["\\u0000", "%", "_", "\\\\"]}}',
  '{"metric": "revenue", "period": "2026", "client": "\\u0000", "asOf": "never"}',
  '{"metric": "__proto__", "against": "PREVIOUS_PERIOD"}',
  '{"metric": "revenue", "against": "CLIENT", "clientId": "\\ud800"}',
  '{"today": "2026-02-30", "previousQuery": {"__proto__": {"metrics": ["labour_cost"]}}, "choice": {"constructor": 1}}',
  '{"previousQuery": {"metrics": [{"a": 1}], "groupBy": "CLIENT", "period": []}}',
  '{"dataset": "CLIENTS", "header": [], "rows": []}',
  '{"dataset": "CLIENTS", "header": ["name", "name", "__proto__", "constructor"], "rows": [["a", "b", "c", "d"], [], [{}], [[[]]], [null, 1e999]], "dryRun": true}',
  '{"dataset": "TIME_LOGS", "header": ["client", "date", "hours"], "rows": [["\\u0000", "\\ud800", 1e308]], "dryRun": true}',
  '{"snapshot": "x", "rows": [{"row": -1, "cells": [{"heading": "__proto__", "value": {}}]}]}',
  '{"email": "\\u0000", "password": "\\ud800", "organization": "\'--"}',
  `{"email": "${'a'.repeat(5000)}@b.example", "password": "x"}`,
]

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'))

/** Bodies that are no request of GraphQL, or hardly one. */
export const hostileBodies: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  ...[
    '',
    ' ',
    'null',
    'true',
    '0',
    '"query"',
    '[]',
    '[[]]',
    '[{"query":"{viewer{role}}"}]',
    '{',
    '{}}',
    '{"query"',
    '\ufeff{}',
  ],
  ...[
    '{"query":null}',
    '{"query":1}',
    '{"query":[]}',
    '{"query":{}}',
    '{"query":""}',
    '{"query":" "}',
    '{"query":"#"}',
  ],
  ...[
    '{"query":"{viewer{role}}","query":"{nothing}"}',
    '{"query":"{viewer{role}}","variables":[]}',
    '{"query":"{viewer{role}}","variables":"{"}',
  ],
  ...[
    '{"query":"{viewer{role}}","operationName":"__proto__"}',
    '{"query":"query A{viewer{role}}","operationName":"constructor"}',
  ],
  ...[
    '{"query":"{viewer{role}}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
    '{"extensions":{"persistedQuery":{}}}',
  ],
  ...[
    '{"__proto__":{"query":"{viewer{role}}"}}',
    '{"constructor":{"prototype":{"query":"{viewer{role}}"}},"query":"{viewer{role}}"}',
  ],
  ...[
    '{"query":"{viewer{role}}","variables":{"__proto__":{"x":1}}}',
    '{"query":"query($__proto__:Int){viewer{role}}","variables":{"__proto__":1}}',
  ],
  ...[
    '{"query":"{__proto__}"}',
    '{"query":"{constructor{name}}"}',
    '{"query":"{viewer{hasOwnProperty}}"}',
    '{"query":"{...toString}"}',
  ],
  ...['{"query":"{a:viewer{role}\\u0000}"}', '{"query":"{viewer(x:\\"\\ud800\\"){role}}"}'],
  ...[
    '{"query":"query{viewer{role}}mutation{signOut}"}',
    '{"query":"{viewer{role @skip}}"}',
    '{"query":"{viewer{role @defer}}"}',
    '{"query":"{...@stream{viewer{role}}}"}',
  ],
  `{"query":"{viewer{role}}","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"query":"{viewer{role}}","variables":{${Array.from({ length: 3000 }, (_, index) => `"v${index}":${index}`).join(',')}}}`,
  utf8('{"query":"{viewer{role}}\xff\xfe"}'),
  utf8('{"query":"\xc0\xaf\xed\xa0\x80{viewer{role}}"}'),
  utf8('\xff\xfe{\x00}\x00'),
  utf8('\x1f\x8b\x08\x00\x00\x00\x00\x00'),
  utf8('\x00\x00\x00\x00'),
]

/** Words that every object has something for, where a question may hold them. */
export const hostileQuestions: readonly string[] = ['constructor', '__proto__', 'valueOf', 'hasOwnProperty'].flatMap(
  word => [
    ...[word, `revenue by ${word}`, `top 3 ${word} by revenue`, `revenue last ${word}`, `why did ${word} fall`],
    ...[`${word} to date`, `revenue over 5 ${word}`, `clients with more than ${word} hours`, `${word}'s revenue`],
    ...[`highest ${word}`, `hours worked by ${word} in 2026`, `5${word}`, `$5 ${word}`, `revenue without ${word}`],
  ],
)

/** What an id or cursor of organization 1 may be made of by hand: text, numbers beyond any, characters that no text has. */
export const hostileIds: readonly string[] = [
  ...[
    'Client',
    'Snapshot',
    'ApiKey',
    'User',
    'Job',
    'ReviewTask',
    'SavedQuery',
    'Session',
    'Invitation',
    'Nothing',
    '__proto__',
  ],
].flatMap(type =>
  ['0', '-1', 'abc', '\0', '1e400', '99999999999999999999', 'NaN', '1:2:3', "1'--", '\ud800', ''].map(id =>
    Buffer.from(`${type}:1:${id}`).toString('base64'),
  ),
)

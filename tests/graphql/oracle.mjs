// SPDX-License-Identifier: GPL-3.0-or-later
// What graphql-js says. Reads {"folder", "sdl", "root", "queries": […]} and prints for each query {"parses", "errors":
// [{"message", "line", "column"}], "data"}; and, last, what graphql-js makes of our introspection.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const input = JSON.parse(readFileSync(0, 'utf8'));
const require = createRequire(input.folder + '/package.json');
const { buildSchema, buildClientSchema, executeSync, getIntrospectionQuery, lexicographicSortSchema, parse, printSchema,
  validate } = require('graphql');

const schema = buildSchema(input.sdl);
const placed = (error) => ({ message: error.message, line: error.locations?.[0]?.line ?? 0,
  column: error.locations?.[0]?.column ?? 0 });

const resolve = (source, args, context, info) => {
  if (info.parentType.name === 'Query') {
    return info.fieldName === 'echo' ? JSON.stringify(args).replaceAll('"', "'") : input.root[info.fieldName];
  }
  return source[info.fieldName];
};

const answer = (query) => {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { parses: false, errors: [placed(error)] };
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { parses: true, errors: errors.map(placed) };
  if (document.definitions.length === 0 || document.definitions.filter((d) => d.kind === 'OperationDefinition').length !== 1
    || document.definitions.some((d) => d.operation && d.operation !== 'query')) return { parses: true, errors: [] };
  const result = executeSync({ schema, document, fieldResolver: resolve });
  return { parses: true, errors: [], data: result.data ?? null, faults: (result.errors ?? []).map((e) => e.path ?? []) };
};

const sorted = (made) => printSchema(lexicographicSortSchema(made));
const answers = input.queries.map(answer);
const schemas = { ours: input.introspection ? sorted(buildClientSchema(input.introspection)) : null, theirs: sorted(schema) };
console.log(JSON.stringify({ answers, schemas, introspectionQuery: getIntrospectionQuery() }));

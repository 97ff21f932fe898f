export { type Detection, type DetectionSpec, detection } from './findings/detection.js';
export * from './plan/aggregate-expressions.js';
export { azureDiagnostics } from './plan/azure-diagnostics.js';
export { argMax, argMin, by, on } from './plan/clauses.js';
export * from './plan/expressions.js';
export * from './plan/literals.js';
export { op } from './plan/op.js';
export type { Query } from './plan/query.js';
export type { Expression, Operand } from './plan/typed-expression.js';

// Stands in for the generated schema until `npm run generate` has been run: every path and every body is allowed.
/* eslint-disable */
interface AnyOperation {
  parameters: { query?: any; path?: any; header?: any };
  requestBody?: { content: { 'application/json': any } };
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': any } } };
}

export interface paths {
  [path: string]: {
    parameters: { query?: any; path?: any; header?: any };
    get: AnyOperation;
    post: AnyOperation;
    put: AnyOperation;
    patch: AnyOperation;
    delete: AnyOperation;
  };
}

export interface components {
  schemas: Record<string, any>;
}

import type { components, paths } from '#schema';
import createClient from 'openapi-fetch';
import { transport } from '../shared/http/transport';

/** The paths that answer a method, from the server's OpenAPI description. */
export type ApiPath<Method extends 'get' | 'post' | 'put' | 'patch' | 'delete'> = {
  [Path in keyof paths]: paths[Path] extends { [M in Method]: infer Operation } ? ([Operation] extends [undefined] ? never : Path) : never;
}[keyof paths] & string;

/** A body or answer by its name in the OpenAPI description. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Fully typed calls: `const { data } = await api.GET('/api/mes/job-orders/{id}', { params: { path: { id } } })`. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: transport });

import type { paths } from './schema'

type Known = keyof paths
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `/cases/{id}/notes` as a page writes it: `/cases/${id}/notes`. */
type Written<Path> = Path extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Written<After>}` : Path
type Short<Path> = Path extends `/api/v1${infer Rest}` ? Written<Rest> : never

/** Every address that the hub answers to, without `/api/v1`. */
export type Address = { [Path in Known]: Short<Path> }[Known]

type Route<A extends Address> = {
  [Path in Known]: [Short<Path>] extends [A] ? ([A] extends [Short<Path>] ? paths[Path] : never) : never
}[Known]
type Operation<A extends Address, M extends Method> = Route<A> extends { [method in M]: infer Found } ? Found : never
type Json<Of> = Of extends { content: { 'application/json': infer Body } } ? Body : undefined

/** What the hub answers when all is well. */
export type Answer<A extends Address, M extends Method> =
  Operation<A, M> extends { responses: infer All } ? Json<All[keyof All & (200 | 201 | 202)]> : never

/** What is asked of a list, after the question mark. */
export type Query<A extends Address> = Operation<A, 'get'> extends { parameters: { query?: infer Asked } } ? Asked : never

/** What is sent; nothing where the hub wants nothing. */
export type Body<A extends Address, M extends Method> =
  Operation<A, M> extends { requestBody: infer Wanted }
    ? Json<Wanted>
    : Operation<A, M> extends { requestBody?: infer Wanted }
      ? Json<Wanted>
      : undefined

export interface Page<T> {
  items: T[]
  next: string | null
}

/** The addresses of lists that are read page by page. */
export type Paged = { [Path in Known]: Answer<Short<Path>, 'get'> extends Page<unknown> ? Short<Path> : never }[Known]

import type { Hono } from "hono";
import { type FetchServer, serveFetch } from "../../http/serve.js";
import type { SimulatorClientOptions, SimulatorRestOptions } from "../options.js";
import { REST_ROOT, restApp } from "./app.js";
import { makeCertificate, type ServerCertificate } from "./certificate.js";
import type { DeliveredCallback } from "./delivery.js";
import { RestFace, type RestFaceOptions } from "./face.js";

/** Where REST can be reached, and what can be looked at. */
export interface RestEndpoint {
  /** `https://127.0.0.1:34567/ESCManager` */
  readonly url: string;
  /** The same over plain HTTP. */
  readonly httpUrl: string;
  /** Where health and metrics are: `/esc/health`, `/metrics/escmanager` and so on below it. A real ESC has ports of their own for them. */
  readonly origin: string;
  /** The certificate (PEM). */
  readonly certificate: string;
  /** Its SHA-256 fingerprint, in pairs with colons. Undefined where the certificate was given. */
  readonly certificateSha256: string | undefined;
  /** Callbacks that were delivered or given up, the oldest first. */
  readonly callbacks: readonly DeliveredCallback[];
  /** Answers a request in the process, without a socket: `new Request("http://esc/ESCManager/v0/tenants")`. */
  fetch(request: Request): Promise<Response>;
  /** Resolves when no callback is under way. */
  callbacksDelivered(): Promise<void>;
}

/** The REST face with its servers. */
export class RestService implements RestEndpoint {
  readonly face: RestFace;
  readonly certificate: string;
  readonly certificateSha256: string | undefined;
  readonly #app: Hono;
  readonly #tls: { readonly cert: string; readonly key: string };
  readonly #host: string;
  #https: FetchServer;
  #http: FetchServer;

  private constructor(init: ServiceParts) {
    this.face = init.face;
    this.#app = init.app;
    this.#tls = init.tls;
    this.#host = init.host;
    this.#https = init.https;
    this.#http = init.http;
    this.certificate = init.tls.cert;
    this.certificateSha256 = init.made?.fingerprint256;
  }

  /**
   * Starts listening.
   *
   * @throws EscError `connection-failed` when a port cannot be had
   */
  static async start(
    options: RestFaceOptions & { readonly host: string; readonly rest: SimulatorRestOptions },
  ): Promise<RestService> {
    const { host, rest } = options;
    const face = new RestFace({ ...options, callbackFetch: rest.callbackFetch });
    const app = restApp(face);
    const made = rest.tls ? undefined : makeCertificate({ hosts: ["localhost", "127.0.0.1", host] });
    const tls = rest.tls ?? { cert: made?.cert ?? "", key: made?.key ?? "" };
    const https = await serveFetch((request) => app.fetch(request), { host, port: rest.port ?? 0, tls });
    try {
      const http = await serveFetch((request) => app.fetch(request), { host, port: rest.httpPort ?? 0 });
      return new RestService({ face, app, tls, host, https, http, made });
    } catch (error) {
      await https.close();
      throw error;
    }
  }

  get origin(): string {
    return reachable(this.#https.origin);
  }

  get url(): string {
    return `${this.origin}${REST_ROOT}`;
  }

  get httpUrl(): string {
    return `${reachable(this.#http.origin)}${REST_ROOT}`;
  }

  get callbacks(): readonly DeliveredCallback[] {
    return this.face.delivery.done;
  }

  async fetch(request: Request): Promise<Response> {
    return this.#app.fetch(request);
  }

  callbacksDelivered(): Promise<void> {
    return this.face.delivery.idle();
  }

  /** What a client needs to connect as a user: plain data. */
  clientOptions(username: string): SimulatorClientOptions["rest"] {
    const { origin, certificateSha256 } = this;
    const metrics = (source: string) => `${origin}/metrics/${source}`;
    return {
      baseUrl: this.url,
      username,
      password: this.face.password(username) ?? "",
      tls: certificateSha256 === undefined ? { ca: this.certificate } : { certificateSha256 },
      urls: {
        health: origin,
        metrics: {
          escmanager: metrics("escmanager"),
          etsi: metrics("etsi"),
          mona: metrics("mona"),
          vimmanager: metrics("vimmanager"),
        },
      },
    };
  }

  /** Breaks every connection off and refuses new ones, until `comeBack`. Callbacks of what was under way do not come any more. */
  async goAway(): Promise<void> {
    this.face.transactions.dropAll();
    await Promise.all([this.#https.close(), this.#http.close()]);
  }

  /**
   * Listens again on the ports it had.
   *
   * @throws EscError `connection-failed` when somebody else has one meanwhile
   */
  async comeBack(): Promise<void> {
    const handler = (request: Request) => this.#app.fetch(request);
    this.#https = await serveFetch(handler, { host: this.#host, port: this.#https.port, tls: this.#tls });
    this.#http = await serveFetch(handler, { host: this.#host, port: this.#http.port });
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.face.close();
    await Promise.all([this.#https.close(), this.#http.close()]);
  }
}

interface ServiceParts {
  readonly face: RestFace;
  readonly app: Hono;
  readonly tls: { readonly cert: string; readonly key: string };
  readonly host: string;
  readonly https: FetchServer;
  readonly http: FetchServer;
  readonly made: ServerCertificate | undefined;
}

/** Listening everywhere is reached here. */
function reachable(origin: string): string {
  return origin.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//127.0.0.1:");
}

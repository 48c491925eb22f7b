import type { Context, Hono } from "hono";
import * as esc from "../../../../generated/esc.js";
import * as rest from "../../../../generated/esc_rest.js";
import type { EscEvent } from "../../../models/events.js";
import { operation } from "../../../schema/operation.js";
import { type Documents, documentResponse, wantsJson, writeBody, xmlResponse } from "../documents.js";
import type { RestFace } from "../face.js";
import { HttpRefusal } from "../refusal.js";
import { acceptOf, bodyOf, callbackOf, place } from "./request.js";

type Kind = "tenant" | "network" | "subnet" | "image" | "flavor" | "volume";

interface Named {
  name: string;
}

/** One kind of resource: how it stands in running, and what REST says of it. */
interface ResourceKind<Entry extends Named, Shown extends Named> {
  readonly kind: Kind;
  readonly path: string;
  /** Reads what is sent. */
  readonly body: Documents<Entry>;
  /** Writes what is shown. */
  readonly shown: Documents<Shown>;
  readonly listed: (all: readonly Shown[]) => string;
  /** The entries in running, of the tenant and network that the path names. */
  find(data: esc.Data, around: Around): readonly Entry[] | undefined;
  /** The edit with one entry. */
  edit(entry: Entry, around: Around): esc.Data;
  show(face: RestFace, entry: Entry, around: Around): Shown;
}

/** What stands around a resource in its path, by name. */
interface Around {
  readonly tenant?: string;
  readonly network?: string;
}

/** Tenants, networks, subnets, images, flavors, volumes. All paths but those of tenants are unconfirmed. */
export function resourceRoutes(app: Hono, face: RestFace): void {
  routes(app, face, TENANTS);
  routes(app, face, IMAGES);
  routes(app, face, FLAVORS);
  routes(app, face, NETWORKS);
  routes(app, face, VOLUMES);
  routes(app, face, SUBNETS);
}

function routes<Entry extends Named, Shown extends Named>(
  app: Hono,
  face: RestFace,
  kind: ResourceKind<Entry, Shown>,
): void {
  const one = `${kind.path}/:id`;
  app.get(kind.path, (context) => {
    const around = aroundOf(context, face);
    const all = entriesOf(face, kind, around).map((entry) => kind.show(face, entry, around));
    return wantsJson(acceptOf(context)) ? Response.json(all) : xmlResponse(kind.listed(all));
  });
  app.get(one, (context) => {
    const around = aroundOf(context, face);
    const entry = existing(face, kind, { id: place(context, "id"), around });
    return documentResponse(kind.shown, kind.show(face, entry, around), acceptOf(context));
  });
  app.post(one, async (context) => {
    const around = aroundOf(context, face);
    const entry = await bodyOf(context, kind.body, kind.kind);
    return create(context, face, { kind, around, entry });
  });
  app.delete(one, (context) => remove(context, face, kind));
}

function create<Entry extends Named, Shown extends Named>(
  context: Context,
  face: RestFace,
  of: { readonly kind: ResourceKind<Entry, Shown>; readonly around: Around; readonly entry: Entry },
): Response {
  const { kind, around, entry } = of;
  entriesOf(face, kind, around);
  const id = place(context, "id");
  const callback = callbackOf(context, "optional");
  const response = face.accept(
    {
      workflow: `create-${kind.kind}`,
      concerns: (event) => isAbout(event, kind.kind, { name: entry.name, around }),
      body: (event) => told(face, event, { kind, entry, around }),
    },
    callback,
    () => {
      const same = entriesOf(face, kind, around).find((other) => other.name === entry.name);
      // What exists with the same content is taken, with another it conflicts (REST guide 2.2).
      if (same && JSON.stringify(same) === JSON.stringify(entry)) return false;
      return face.running.change(kind.edit(operation("create", entry), around));
    },
  );
  face.ids.set(kind.kind, id, { name: entry.name, around: JSON.stringify(around) });
  return response;
}

function remove<Entry extends Named, Shown extends Named>(
  context: Context,
  face: RestFace,
  kind: ResourceKind<Entry, Shown>,
): Response {
  const around = aroundOf(context, face);
  const id = place(context, "id");
  const entry = existing(face, kind, { id, around });
  const { name } = entry;
  const response = face.accept(
    {
      workflow: `delete-${kind.kind}`,
      concerns: (event) => isAbout(event, kind.kind, { name, around }),
      body: (event) => told(face, event, { kind, entry, around }),
    },
    callbackOf(context, "optional"),
    () => face.running.change(kind.edit(operation("delete", entry), around)),
  );
  face.ids.delete(kind.kind, id, JSON.stringify(around));
  return response;
}

function aroundOf(context: Context, face: RestFace): Around {
  const { tenant, network } = context.req.param() as Record<string, string | undefined>;
  if (tenant === undefined) return {};
  const tenantName = face.ids.name("tenant", tenant, "{}");
  if (!face.engine.intent.tenants.has(tenantName)) throw new HttpRefusal(404, `There is no tenant ${tenant}`);
  if (network === undefined) return { tenant: tenantName };
  return { tenant: tenantName, network: face.ids.name("network", network, JSON.stringify({ tenant: tenantName })) };
}

function entriesOf<Entry extends Named, Shown extends Named>(
  face: RestFace,
  kind: ResourceKind<Entry, Shown>,
  around: Around,
): readonly Entry[] {
  const found = kind.find(face.running.value, around);
  if (!found) throw new HttpRefusal(404, `There is no network ${around.network} of tenant ${around.tenant}`);
  return found;
}

function existing<Entry extends Named, Shown extends Named>(
  face: RestFace,
  kind: ResourceKind<Entry, Shown>,
  { id, around }: { readonly id: string; readonly around: Around },
): Entry {
  const name = face.ids.name(kind.kind, id, JSON.stringify(around));
  const found = entriesOf(face, kind, around).find((entry) => entry.name === name);
  if (found) return found;
  throw new HttpRefusal(404, `There is no ${kind.kind} ${id}`);
}

function isAbout(event: EscEvent, kind: Kind, of: { readonly name: string; readonly around: Around }): boolean {
  if (event[kind] !== of.name || event.depname !== undefined) return false;
  const { tenant, network } = of.around;
  return kind === "tenant" || (event.tenant === tenant && (kind !== "subnet" || event.network === network));
}

/** The body of a callback: the resource with what ESC knows of it, and `event_type`. */
function told<Entry extends Named, Shown extends Named>(
  face: RestFace,
  event: EscEvent,
  of: { readonly kind: ResourceKind<Entry, Shown>; readonly entry: Entry; readonly around: Around },
): string {
  const shown = of.kind.show(face, of.entry, of.around);
  const event_type = event.type === "UNKNOWN" ? event.rawType : event.type;
  return writeBody(of.kind.shown, { ...shown, event_type });
}

/** What REST adds to a resource of a tenant. */
function tenantIds(face: RestFace, { tenant }: Around): { internal_tenant_id?: string; external_tenant_id?: string } {
  if (tenant === undefined) return {};
  const external = face.engine.world.live.tenants.get(tenant)?.id;
  return {
    internal_tenant_id: face.ids.id("tenant", tenant, "{}"),
    ...(external !== undefined && { external_tenant_id: external }),
  };
}

function tenantIn(data: esc.Data, { tenant }: Around): esc.Tenant | undefined {
  return data.esc_datamodel?.tenants?.tenant?.find((one) => one.name === tenant);
}

const inTenant = (around: Around, of: Omit<esc.Tenant, "name">): esc.Data => ({
  esc_datamodel: { tenants: { tenant: [{ name: around.tenant ?? "", ...of }] } },
});

const idText = (around: Around) => JSON.stringify(around);

const TENANTS: ResourceKind<rest.Tenant, rest.Tenant> = {
  kind: "tenant",
  path: "/v0/tenants",
  body: rest.Tenant,
  shown: rest.Tenant,
  listed: (tenant) => writeBody(rest.Tenants, { tenant }),
  find: (data) =>
    (data.esc_datamodel?.tenants?.tenant ?? []).map(({ name, description }) => ({
      name,
      ...(description !== undefined && { description }),
    })),
  edit: ({ ...entry }) => ({ esc_datamodel: { tenants: { tenant: [entry] } } }),
  show: (face, entry) => ({ ...entry, enabled: true, ...tenantIds(face, { tenant: entry.name }) }),
};

const NETWORKS: ResourceKind<esc.Network, rest.Network> = {
  kind: "network",
  path: "/v0/:tenant/networks",
  body: esc.Network,
  shown: rest.Network,
  listed: (network) => writeBody(rest.Networks, { network }),
  find: (data, around) => tenantIn(data, around)?.networks?.network ?? [],
  edit: (entry, around) => inTenant(around, { networks: { network: [entry] } }),
  show: (face, entry, around) => {
    const live = around.tenant === undefined ? undefined : face.engine.world.live.network(entry.name, around.tenant);
    return {
      ...entry,
      ...tenantIds(face, around),
      internal_network_id: face.ids.id("network", entry.name, idText(around)),
      ...(live && { external_network_id: live.id }),
    };
  },
};

const SUBNETS: ResourceKind<esc.Subnet, rest.Subnet> = {
  kind: "subnet",
  path: "/v0/:tenant/networks/:network/subnets",
  body: esc.Subnet,
  shown: rest.Subnet,
  listed: (subnet) => writeBody(rest.Network, { name: "subnets", subnet }),
  find: (data, around) => {
    const network = tenantIn(data, around)?.networks?.network?.find((one) => one.name === around.network);
    return network && (network.subnet ?? []);
  },
  edit: (entry, around) =>
    inTenant(around, { networks: { network: [{ name: around.network ?? "", subnet: [entry] }] } }),
  show: (face, entry, around) => {
    const { tenant = "", network = "" } = around;
    const live = face.engine.world.live.network(network, tenant);
    const own = live?.subnets.get(entry.name);
    return {
      ...entry,
      ...tenantIds(face, around),
      internal_network_id: face.ids.id("network", network, idText({ tenant })),
      internal_subnet_id: face.ids.id("subnet", entry.name, idText(around)),
      ...(own && { external_subnet_id: own.id }),
    };
  },
};

const IMAGES: ResourceKind<esc.Image, rest.Image> = {
  kind: "image",
  path: "/v0/images",
  body: esc.Image,
  shown: rest.Image,
  listed: (image) => writeBody(rest.Images, { image }),
  find: (data) => data.esc_datamodel?.images?.image ?? [],
  edit: (entry) => ({ esc_datamodel: { images: { image: [entry] } } }),
  show: (face, entry) => {
    const live = face.engine.world.live.resource("images", entry.name, "");
    return {
      ...entry,
      imageisenabled: true,
      public: true,
      internal_image_id: face.ids.id("image", entry.name, "{}"),
      ...(live && { external_image_id: live.id }),
    };
  },
};

const FLAVORS: ResourceKind<esc.Flavor, rest.Flavor> = {
  kind: "flavor",
  path: "/v0/flavors",
  body: esc.Flavor,
  shown: rest.Flavor,
  listed: (flavor) => writeBody(rest.Flavors, { flavor }),
  find: (data) => data.esc_datamodel?.flavors?.flavor ?? [],
  edit: (entry) => ({ esc_datamodel: { flavors: { flavor: [entry] } } }),
  show: (face, entry) => {
    const live = face.engine.world.live.resource("flavors", entry.name, "");
    return {
      ...entry,
      internal_flavor_id: face.ids.id("flavor", entry.name, "{}"),
      ...(live && { external_flavor_id: live.id }),
    };
  },
};

const VOLUMES: ResourceKind<esc.Volume, rest.Volume> = {
  kind: "volume",
  path: "/v0/:tenant/volumes",
  body: esc.Volume,
  shown: rest.Volume,
  listed: (volume) => writeBody(rest.Volumes, { volume }),
  find: (data, around) => tenantIn(data, around)?.volumes?.volume ?? [],
  edit: (entry, around) => inTenant(around, { volumes: { volume: [entry] } }),
  show: (face, entry, around) => {
    const live = face.engine.world.live.resource("volumes", entry.name, around.tenant ?? "");
    return {
      ...entry,
      ...tenantIds(face, around),
      internal_volume_id: face.ids.id("volume", entry.name, idText(around)),
      ...(live && { external_volume_id: live.id }),
    };
  },
};

import { readBody } from "@/lib/server/body";
import { json, param, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowWrite, deleteDocument } from "@/lib/server/vault";
import { BODY_LIMIT_SMALL } from "@/lib/wire/limits";
import { blindName } from "@/lib/wire/primitives";
import { deleteDocumentRequest } from "@/lib/wire/vault";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("vault/[name]", {
  DELETE: async (call) => {
    const claim = await requireClaim(call.request);
    const name = param(call, "name", blindName);
    await allowWrite(claim);
    await deleteDocument(claim, name, await readBody(call.request, deleteDocumentRequest, BODY_LIMIT_SMALL));
    return json({});
  },
});

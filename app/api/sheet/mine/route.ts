import { isPacked, readBody, readPacked } from "@/lib/server/body";
import { json, route } from "@/lib/server/http";
import { requireClaim } from "@/lib/server/session";
import { allowSheetWrite, fromJson, readMySchedule, writeMySchedule } from "@/lib/server/sheets";
import { BODY_LIMIT_PACKED_SCHEDULE, BODY_LIMIT_SCHEDULE, BODY_MARKS_SCHEDULE } from "@/lib/wire/limits";
import { packedScheduleRequest, putScheduleRequest } from "@/lib/wire/sheet";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("sheet/mine", {
  GET: async ({ request }) => json(await readMySchedule(await requireClaim(request))),
  PUT: async ({ request }) => {
    const claim = await requireClaim(request);
    await allowSheetWrite(claim);
    const schedule = isPacked(request)
      ? await readPacked(request, packedScheduleRequest, BODY_LIMIT_PACKED_SCHEDULE, BODY_MARKS_SCHEDULE)
      : fromJson(await readBody(request, putScheduleRequest, BODY_LIMIT_SCHEDULE, BODY_MARKS_SCHEDULE));
    return json(await writeMySchedule(claim, schedule));
  },
});

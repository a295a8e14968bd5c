import { DIRECTIONS } from "../comfort/options";
import type { Answers } from "../comfort/schema";
import type { Page, SharedCheckIn, SharedComfort, SharedHardMoment, SharedSupport } from "./schema";

/**
 * What of a page still holds while it is not known whether it is the newest: what limits, and what helps. Answers other
 * than "no" and "not now" are left out, and so is everything that may open something: words beside an answer, touch that
 * is welcome or may be asked for, "stay with me", closeness and ease from a check-in. Left out, it reads as ask first.
 * An item of which nothing is left is not there. Pure.
 */
export function onlyLimits(page: Page): Page {
  return {
    schema: 1,
    comforts: page.comforts.flatMap(comfortLimits),
    hardMoments: page.hardMoments.flatMap(hardMomentLimits),
    supports: page.supports.flatMap(supportLimits),
    checkIns: page.checkIns.flatMap(checkInLimits),
  };
}

function comfortLimits({ topic, group, answers, notALeadUp, dontAsk }: SharedComfort): SharedComfort[] {
  const limiting: Answers = {};
  for (const direction of DIRECTIONS) {
    const answer = answers?.[direction];
    if (answer?.is === "no" || answer?.is === "notNow") limiting[direction] = answer;
  }
  const left = {
    ...(Object.keys(limiting).length > 0 && { answers: limiting }),
    ...(notALeadUp && { notALeadUp }),
    ...(dontAsk && { dontAsk }),
  };
  return isEmpty(left) ? [] : [{ topic, group, ...left }];
}

function hardMomentLimits({ nearness, name, ...others }: SharedHardMoment): SharedHardMoment[] {
  const left = { ...others, ...(nearness && nearness !== "stay" && { nearness }) };
  return isEmpty(left) ? [] : [{ ...(name !== undefined && { name }), ...left }];
}

function supportLimits({ situation, touch, ...others }: SharedSupport): SharedSupport[] {
  const left = { ...others, ...(touch === "none" && { touch }) };
  return isEmpty(left) ? [] : [{ situation, ...left }];
}

function checkInLimits({
  day,
  answers: { closeness, bodySafety, ...others },
}: SharedCheckIn): SharedCheckIn[] {
  const answers = {
    ...others,
    ...(closeness === "none" && { closeness }),
    ...((bodySafety === "onGuard" || bodySafety === "notSafe") && { bodySafety }),
  };
  return isEmpty(answers) ? [] : [{ day, answers }];
}

const isEmpty = (fields: object): boolean => Object.values(fields).every((value) => value === undefined);

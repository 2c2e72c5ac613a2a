import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoffCourse } from "@/lib/queries/handoffs/get-handoff-course.ts";

export const GET = answer(ENDPOINTS.handoffCourse, (db, { id }) => getHandoffCourse(db, { project: PROJECT, id, now: new Date() }));

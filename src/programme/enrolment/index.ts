export {
  type Enrolled,
  type Enrolment,
  Enrolments,
  type MemberFilter,
  type NewEnrolment,
  STANDINGS,
  type Standing,
} from "./enrolments.ts";

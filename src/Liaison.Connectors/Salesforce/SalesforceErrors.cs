using System.Collections.Frozen;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Salesforce;

/// <summary>What Salesforce says when something is wrong, as faults (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_calls_concepts_core_data_objects.htm#i1421192).</summary>
internal static class SalesforceErrors
{
    /// <summary>The allowance of a day is spent: it comes back little by little, over 24 hours.</summary>
    public static readonly TimeSpan LongPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(20);

    private static readonly FrozenDictionary<string, FaultKind> Kinds = new Dictionary<FaultKind, string>
    {
        [FaultKind.LockContention] = "UNABLE_TO_LOCK_ROW",
        [FaultKind.Unavailable] = """
            SERVER_UNAVAILABLE ORG_IN_MAINTENANCE ORG_LOCKED INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE FUNCTIONALITY_TEMPORARILY_UNAVAILABLE
            FUNCTIONALITY_NOT_ENABLED_TEMPORARILY PLATFORM_EVENT_PUBLISHING_UNAVAILABLE API_CURRENTLY_DISABLED
            """,
        [FaultKind.TimedOut] = "REQUEST_RUNNING_TOO_LONG QUERY_TIMEOUT OPERATION_TOO_LARGE_TIMEOUT",
        [FaultKind.Throttled] = "REQUEST_LIMIT_EXCEEDED TOO_MANY_APEX_REQUESTS QUERY_TOO_MANY_CURSORS",
        [FaultKind.Unknown] = "UNKNOWN_EXCEPTION INVALID_QUERY_LOCATOR",
        [FaultKind.Credentials] = "INVALID_SESSION_ID INVALID_AUTH_HEADER INVALID_LOGIN PASSWORD_LOCKOUT LOGIN_DURING_RESTRICTED_DOMAIN LOGIN_DURING_RESTRICTED_TIME",
        [FaultKind.Permission] = """
            INSUFFICIENT_ACCESS INSUFFICIENT_ACCESS_OR_READONLY INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY INACTIVE_OWNER_OR_USER API_DISABLED_FOR_ORG TXN_SECURITY_NO_ACCESS
            FUNCTIONALITY_NOT_ENABLED EXCEEDED_QUOTA STORAGE_LIMIT_EXCEEDED LIMIT_EXCEEDED INVALID_ACCESS_LEVEL NO_ACCESS FORBIDDEN OPERATION_NOT_ALLOWED CANNOT_MODIFY_MANAGED_OBJECT
            """,
        [FaultKind.Validation] = """
            REQUIRED_FIELD_MISSING FIELD_CUSTOM_VALIDATION_EXCEPTION STRING_TOO_LONG INVALID_EMAIL_ADDRESS INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST NUMBER_OUTSIDE_VALID_RANGE
            FIELD_INTEGRITY_EXCEPTION CANNOT_UPDATE_CONVERTED_LEAD CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY CANNOT_EXECUTE_FLOW_TRIGGER FIELD_FILTER_VALIDATION_EXCEPTION INVALID_STATUS
            INVALID_TYPE_ON_FIELD_IN_RECORD DATA_TOO_LARGE MALFORMED_ID INVALID_ID_FIELD TRANSFER_REQUIRES_READ MIXED_DML_OPERATION SELF_REFERENCE_FROM_TRIGGER CIRCULAR_DEPENDENCY
            BCC_NOT_ALLOWED_IF_BCC_COMPLIANCE_ENABLED NUM_HISTORY_FIELDS_BY_SOBJECT_EXCEEDED
            """,
        [FaultKind.Duplicate] = "DUPLICATES_DETECTED DUPLICATE_VALUE DUPLICATE_EXTERNAL_ID",
        [FaultKind.SchemaDrift] = "INVALID_FIELD INVALID_TYPE INVALID_FIELD_FOR_INSERT_UPDATE INVALID_QUERY_FILTER_OPERATOR INVALID_SEARCH_SCOPE",
        [FaultKind.NotFound] = "NOT_FOUND ENTITY_IS_DELETED INVALID_CROSS_REFERENCE_KEY",
        [FaultKind.Refused] = "MALFORMED_QUERY MALFORMED_SEARCH JSON_PARSER_ERROR MISSING_ARGUMENT METHOD_NOT_ALLOWED INVALID_ARGUMENT EXCEEDED_MAX_SEMIJOIN_SUBSELECTS UNSUPPORTED_API_VERSION",
    }.SelectMany(row => row.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(code => (code, row.Key))).ToFrozenDictionary(row => row.code, row => row.Key, StringComparer.Ordinal);

    /// <summary>For an answer that is no success.</summary>
    public static Fault Of(HttpReply reply, bool writes)
    {
        var errors = ErrorsIn(reply);
        return errors.Count > 0 ? Of(errors, reply.Status, writes)
            : reply.Status switch
            {
                300 => new Fault(FaultKind.Ambiguous, "Several records carry the same external id.", Code: "http-300"),
                401 => new Fault(FaultKind.Credentials, "Salesforce did not accept the access that was granted (HTTP 401).", Code: "http-401"),
                403 => new Fault(FaultKind.Permission, "Salesforce does not let us in (HTTP 403). The user needs the right “API Enabled”, and the app must be allowed.", Code: "http-403"),
                404 => new Fault(FaultKind.Unknown, "Salesforce knows nothing at this address (HTTP 404).", Code: "http-404"),
                414 or 431 => new Fault(FaultKind.Refused, "The request is longer than Salesforce takes.", Code: NetworkFaults.Code(reply)),
                420 => new Fault(FaultKind.Unavailable, "Salesforce has no way to this organisation at the moment (HTTP 420).", Code: "http-420", InDoubt: writes),
                _ => NetworkFaults.OfStatus(reply, writes) ?? new Fault(FaultKind.Refused, $"Salesforce answers with HTTP {reply.Status}.", Code: NetworkFaults.Code(reply)),
            };
    }

    /// <summary>For errors in an answer, the one that matters first.</summary>
    public static Fault Of(IReadOnlyList<SalesforceError> errors, int status, bool writes)
    {
        var error = errors.FirstOrDefault(one => !one.IsCollateral) ?? errors[0];
        var others = errors.Count > 1 ? $" (and {errors.Count - 1} more: {string.Join("; ", errors.Where(one => one != error).Take(3).Select(one => one.Message))})" : "";
        var kind = Kinds.GetValueOrDefault(error.Code, FaultKind.Unknown);
        return new Fault(kind, $"{Say(error)}{others}", error.Field, error.Code, PauseOf(error),
            InDoubt: writes && (status >= 500 || kind == FaultKind.TimedOut || error.Code == "UNKNOWN_EXCEPTION"));
    }

    /// <summary>A 200 that is no answer: a sign-in page, half a document, nothing. What became of a write is not known then.</summary>
    public static Fault NoAnswer(string what, bool writes) => new(FaultKind.Unknown, what, Code: "no-answer", InDoubt: writes);

    /// <summary>Whether a 401 says that the token has had its time. Other 401s would say the same again with any token.</summary>
    public static bool IsExpired(HttpReply reply) => reply.Status == 401 && ErrorsIn(reply) is [{ Code: "INVALID_SESSION_ID" } error, ..]
        && !error.Message.Contains("not attached to Agent", StringComparison.OrdinalIgnoreCase) && !error.Message.Contains("not valid for use with the REST API", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<SalesforceError> ErrorsIn(HttpReply reply)
    {
        try
        {
            return reply.IsHtml || reply.Body.IsEmpty ? [] : ErrorBody.Read(JsonParts.Parse(reply.Body));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Say(SalesforceError error) => error.Code switch
    {
        "REQUEST_LIMIT_EXCEEDED" when IsDaily(error) => $"The organisation has used up its calls of the last 24 hours: {error.Message}",
        "INVALID_SESSION_ID" => $"Salesforce did not accept the access that was granted: {error.Message}",
        "API_DISABLED_FOR_ORG" or "API_CURRENTLY_DISABLED" => $"The user we work as may not use the interface (“API Enabled”): {error.Message}",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" or "CANNOT_EXECUTE_FLOW_TRIGGER" => $"An automation of the organisation refused it: {error.Message}",
        _ => error.Message.Length > 0 ? error.Message : error.Code,
    };

    private static TimeSpan? PauseOf(SalesforceError error) => error.Code switch
    {
        "REQUEST_LIMIT_EXCEEDED" when IsDaily(error) => LongPause,
        "REQUEST_LIMIT_EXCEEDED" or "TOO_MANY_APEX_REQUESTS" => ShortPause,
        _ => null,
    };

    private static bool IsDaily(SalesforceError error) => error.Message.Contains("TotalRequests", StringComparison.OrdinalIgnoreCase);
}

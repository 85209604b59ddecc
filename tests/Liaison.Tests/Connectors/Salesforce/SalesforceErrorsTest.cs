using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Connectors.Salesforce;
using Liaison.Core.Deliveries;
using Xunit;

namespace Liaison.Tests.Connectors.Salesforce;

public sealed class SalesforceErrorsTest
{
    [Theory]
    [InlineData("amp-labs/unknown-field.json", FaultKind.SchemaDrift, "AccountNumer", "INVALID_FIELD")]
    [InlineData("amp-labs/unknown-object.json", FaultKind.SchemaDrift, null, "INVALID_TYPE")]
    [InlineData("amp-labs/invalid-field-upsert.json", FaultKind.SchemaDrift, "MasterRecordId", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    [InlineData("amp-labs/success-with-errors.json", FaultKind.Validation, null, "MALFORMED_ID")]
    [InlineData("amp-labs/err-duplicate-permission-assignment.json", FaultKind.Duplicate, "AssigneeId", "DUPLICATE_VALUE")]
    [InlineData("restforce/write_error_response.json", FaultKind.SchemaDrift, "foo", "INVALID_FIELD")]
    [InlineData("restforce/search_error_response.json", FaultKind.Refused, null, "MALFORMED_SEARCH")]
    [InlineData("restforce/sobject_find_error_response.json", FaultKind.NotFound, null, "NOT_FOUND")]
    [InlineData("restforce/expired_session_response.json", FaultKind.Credentials, null, "INVALID_SESSION_ID")]
    public void A_recorded_error_is_told_as_its_fault(string fixture, FaultKind kind, string? field, string code)
    {
        var fault = SalesforceErrors.Of(Reply(400, File.ReadAllText(RecordedOrganisation.Fixture(fixture))), writes: true);
        Assert.Equal((kind, field, code, false), (fault.Kind, fault.Field, fault.Code, fault.InDoubt));
    }

    [Theory]
    [InlineData("UNABLE_TO_LOCK_ROW", 400, FaultKind.LockContention, false)]
    [InlineData("SERVER_UNAVAILABLE", 503, FaultKind.Unavailable, true)]
    [InlineData("REQUEST_RUNNING_TOO_LONG", 400, FaultKind.TimedOut, true)]
    [InlineData("UNKNOWN_EXCEPTION", 500, FaultKind.Unknown, true)]
    [InlineData("SOMETHING_NEW", 400, FaultKind.Unknown, false)]
    [InlineData("REQUIRED_FIELD_MISSING", 400, FaultKind.Validation, false)]
    [InlineData("FIELD_CUSTOM_VALIDATION_EXCEPTION", 400, FaultKind.Validation, false)]
    [InlineData("STRING_TOO_LONG", 400, FaultKind.Validation, false)]
    [InlineData("CANNOT_UPDATE_CONVERTED_LEAD", 400, FaultKind.Validation, false)]
    [InlineData("ENTITY_IS_DELETED", 404, FaultKind.NotFound, false)]
    [InlineData("INSUFFICIENT_ACCESS_OR_READONLY", 403, FaultKind.Permission, false)]
    [InlineData("API_DISABLED_FOR_ORG", 403, FaultKind.Permission, false)]
    [InlineData("STORAGE_LIMIT_EXCEEDED", 400, FaultKind.Permission, false)]
    [InlineData("JSON_PARSER_ERROR", 400, FaultKind.Refused, false)]
    public void A_code_is_told_as_its_fault_and_an_unknown_one_is_tried_again(string code, int status, FaultKind kind, bool doubt)
    {
        var fault = SalesforceErrors.Of(Reply(status, $$"""[{"message":"so it is","errorCode":"{{code}}"}]"""), writes: true);
        Assert.Equal((kind, doubt, code), (fault.Kind, fault.InDoubt, fault.Code));
    }

    [Fact]
    public void Calls_of_the_day_and_calls_at_once_are_paused_for_differently()
    {
        Fault Of(string message) => SalesforceErrors.Of(Reply(403, $$"""[{"message":"{{message}}","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"""), writes: true);
        Assert.Equal((FaultKind.Throttled, SalesforceErrors.LongPause), (Of("TotalRequests Limit exceeded.").Kind, Of("TotalRequests Limit exceeded.").RetryAfter));
        Assert.True(Of("ConcurrentRequests Limit exceeded.").RetryAfter < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Of_several_that_failed_together_the_guilty_one_is_told()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(RecordedOrganisation.Fixture("camel/composite_response_example_failure.json")));
        var parts = json.RootElement.GetProperty("compositeResponse").EnumerateArray().SelectMany(part => ErrorBody.Read(part.GetProperty("body"))).ToList();
        Assert.Equal([true, false], parts.Select(part => part.IsCollateral));
        Assert.Contains("Foreign key external ID", SalesforceErrors.Of(parts, 400, writes: true).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "<html>Down</html>", "text/html", FaultKind.Unavailable, true)]
    [InlineData(401, "<html>Sign in</html>", "text/html", FaultKind.Credentials, false)]
    [InlineData(403, "Bad_OAuth_Token", "text/html", FaultKind.Permission, false)]
    [InlineData(420, "", "text/plain", FaultKind.Unavailable, true)]
    [InlineData(429, "", "text/plain", FaultKind.Throttled, false)]
    [InlineData(300, """["/services/data/v23.0/sobjects/Whizbang/foo","/services/data/v23.0/sobjects/Whizbang/bar"]""", "application/json", FaultKind.Ambiguous, false)]
    public void Answers_without_a_code_are_told_by_their_status(int status, string body, string type, FaultKind kind, bool doubt)
    {
        var fault = SalesforceErrors.Of(Reply(status, body, type), writes: true);
        Assert.Equal((kind, doubt), (fault.Kind, fault.InDoubt));
    }

    [Theory]
    [InlineData("Session expired or invalid", true)]
    [InlineData("Connected app is not attached to Agent", false)]
    [InlineData("This session is not valid for use with the REST API", false)]
    public void Only_a_token_that_has_had_its_time_is_renewed(string message, bool expired) =>
        Assert.Equal(expired, SalesforceErrors.IsExpired(Reply(401, $$"""[{"message":"{{message}}","errorCode":"INVALID_SESSION_ID"}]""")));

    [Theory]
    [InlineData("restforce/refresh_error_response.json", FaultKind.Credentials, "connect again")]
    [InlineData("restforce/auth_error_response.json", FaultKind.Credentials, "refused the sign-in")]
    public void A_recorded_sign_in_refusal_is_explained(string fixture, FaultKind kind, string word)
    {
        var fault = OAuthRefusals.Of(Reply(400, File.ReadAllText(RecordedOrganisation.Fixture(fixture))));
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Detail, StringComparison.Ordinal);
    }

    [Theory, Trait("row", "A179")]
    [InlineData("invalid_request", "missing required code challenge", "PKCE")]
    [InlineData("invalid_client", "app must be installed into org", "not installed")]
    [InlineData("OAUTH_APP_BLOCKED", "this app is blocked by admin", "blocked")]
    [InlineData("OAUTH_EC_APP_NOT_FOUND", null, "sandbox")]
    [InlineData("access_denied", "end-user denied authorization", "declined")]
    [InlineData("something_else", "", "something_else")]
    public void What_comes_back_from_the_sign_in_page_is_explained(string error, string? description, string word) =>
        Assert.Contains(word, OAuthRefusals.Explain(error, description), StringComparison.Ordinal);

    private static HttpReply Reply(int status, string body, string type = "application/json") => new(status, type, null, Encoding.UTF8.GetBytes(body));
}

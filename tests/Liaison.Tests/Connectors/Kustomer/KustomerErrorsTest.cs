using System.Text;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Connectors.Kustomer;
using Liaison.Core.Deliveries;
using Xunit;

namespace Liaison.Tests.Connectors.Kustomer;

public sealed class KustomerErrorsTest
{
    [Theory]
    [InlineData(404, """{"errors":[{"status":404,"source":{"parameter":"externalId"},"code":"notfound","title":"Not Found"}]}""", FaultKind.NotFound, null)]
    [InlineData(404, "", FaultKind.Unknown, null)]
    [InlineData(400, """{"errors":[{"status":400,"source":{"parameter":"notAnActualAttribute"},"code":"badparam","title":"Additional properties not allowed","detail":"/properties/custom/additionalProperties"}]}""", FaultKind.SchemaDrift, "notAnActualAttribute")]
    [InlineData(400, """{"errors":[{"code":"bad_request","message":"phones[0].phone is not a phone number","meta":{}}]}""", FaultKind.Validation, null)]
    [InlineData(400, """{"errors":[{"status":400,"code":"badparam","title":"Conflict","detail":"duplicate detected","source":{"parameter":"phones"}}]}""", FaultKind.Duplicate, "phones")]
    [InlineData(409, """{"errors":[{"status":409,"code":"conflict","title":"Conflict","detail":"duplicate detected"}]}""", FaultKind.Duplicate, null)]
    [InlineData(409, """{"errors":[{"status":409,"code":"conflict","title":"Conflict"}]}""", FaultKind.LockContention, null)]
    [InlineData(401, "", FaultKind.Credentials, null)]
    [InlineData(402, "", FaultKind.Permission, null)]
    [InlineData(403, """{"errors":[{"status":403,"code":"forbidden","title":"Forbidden","detail":"Missing role org.permission.note.create"}]}""", FaultKind.Permission, null)]
    [InlineData(413, "", FaultKind.Refused, null)]
    [InlineData(422, """{"errors":[{"message":"no"}]}""", FaultKind.Validation, null)]
    [InlineData(429, "", FaultKind.Throttled, null)]
    [InlineData(501, "<html>", FaultKind.Unavailable, null)]
    [InlineData(503, "", FaultKind.Unavailable, null)]
    [InlineData(504, "", FaultKind.TimedOut, null)]
    public void Each_refusal_is_its_own_fault(int status, string body, FaultKind kind, string? field)
    {
        var fault = KustomerErrors.Of(Reply(status, body), writes: true, null, DateTimeOffset.UnixEpoch);
        Assert.Equal((kind, field, status >= 500), (fault.Kind, fault.Field, fault.InDoubt));
        Assert.EndsWith(".", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "1030", 30)]
    [InlineData(5, "1030", 5)]
    [InlineData(null, "99999", 60)]
    [InlineData(null, "900", 1)]
    [InlineData(null, "soon", null)]
    [InlineData(null, null, null)]
    public void Throttled_waits_for_as_long_as_was_said_or_until_the_minute_is_over(int? retryAfter, string? reset, int? seconds) =>
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, KustomerErrors.Of(Reply(429, "") with { RetryAfter = retryAfter is { } asked ? TimeSpan.FromSeconds(asked) : null }, writes: true, reset, DateTimeOffset.FromUnixTimeSeconds(1000)).RetryAfter);

    [Theory]
    [InlineData("""{"name":"x","custom":{"aStr":"1"}}""", "aStr", "custom.aStr", """{"name":"x"}""")]
    [InlineData("""{"name":"x","phones":[{"phone":"1"}]}""", "/phones/0/phone", "phones", """{"name":"x"}""")]
    [InlineData("""{"name":"x","phones":[{"phone":"1"}]}""", "phones[0].phone", "phones", """{"name":"x"}""")]
    [InlineData("""{"meta":{"from":"1","to":"2"}}""", "meta.from", "meta.from", """{"meta":{"to":"2"}}""")]
    [InlineData("""{"phones":[{"phone":"1"}],"emails":[{"email":"a@b.c"}]}""", "phone", "phones", """{"emails":[{"email":"a@b.c"}]}""")]
    [InlineData("""{"title":"x"}""", "title", null, """{"title":"x"}""")]
    [InlineData("""{"name":"x"}""", "other", null, """{"name":"x"}""")]
    public void The_field_that_was_refused_is_taken_out_of_the_body(string body, string field, string? called, string left)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(called, CarefulWrites.Drop(json, field, ["title"]));
        Assert.Equal(left, json.ToJsonString());
    }

    [Fact]
    public void Values_are_made_to_fit_the_last_word_of_the_attribute_s_name()
    {
        static (string?, bool) Fit(string name, string value) => Fitted.Of(CustomAttribute.KindOf(CustomAttribute.SuffixOf(name)!), CustomAttribute.LengthOf(CustomAttribute.SuffixOf(name)!), name, value) is var fitted ? (fitted.Json?.ToJsonString(), fitted.Fits) : default;
        Assert.Equal(("290.5", true), Fit("talkSecondsNum", " 290.5 "));
        Assert.Equal((null, false), Fit("talkSecondsNum", "five"));
        Assert.Equal(("true", true), Fit("recordedBool", "Yes"));
        Assert.Equal((null, false), Fit("recordedBool", "perhaps"));
        Assert.Equal(("\"2026-03-02T08:00:00.000Z\"", true), Fit("startedAt", "2026-03-02T09:00:00+01:00"));
        Assert.Equal(("\"007\"", true), Fit("numberStr", "007"));
        Assert.Null(CustomAttribute.SuffixOf("whatever"));
    }

    private static HttpReply Reply(int status, string body) => new(status, body.StartsWith('<') ? "text/html" : "application/json", "utf-8", Encoding.UTF8.GetBytes(body));
}

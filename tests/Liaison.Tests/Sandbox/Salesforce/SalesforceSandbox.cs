using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

/// <summary>A sandbox of its own for one test, with a session in its Salesforce stand-in, and the few calls that tests make.</summary>
public sealed class SalesforceSandbox : RunningSandbox
{
    public const string ClientId = "liaison-sandbox-client";
    public const string ClientSecret = "liaison-sandbox-secret";
    public const string Data = "/salesforce/services/data/v62.0/";

    private SalesforceSandbox(WebApplication app) : base(app, "/salesforce")
    {
    }

    /// <summary>Sent with every call.</summary>
    public string Token { get; set; } = "";

    public static Task<SalesforceSandbox> Start(params string[] arguments) => Start(TimeProvider.System, arguments);

    public static async Task<SalesforceSandbox> Start(TimeProvider time, params string[] arguments)
    {
        var sandbox = await SignedOut(time, arguments);
        await sandbox.SignIn();
        return sandbox;
    }

    public static async Task<SalesforceSandbox> SignedOut(TimeProvider time, params string[] arguments) => new(await Open("salesforce", time, arguments));

    public async Task SignIn(string? username = null) => Token = (await Control("tokens", new { username })).GetProperty("accessToken").GetString()!;

    /// <summary>One request to the REST API; the path begins after the version.</summary>
    public async Task<Reply> Send(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path.StartsWith('/') ? path : Data + path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        using var answer = await Http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var isJson = bytes.Length > 0 && answer.Content.Headers.ContentType?.MediaType == "application/json";
        return new Reply(answer.StatusCode, isJson ? JsonDocument.Parse(bytes).RootElement : default, bytes,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The result of a query that must succeed.</summary>
    public async Task<JsonElement> Query(string soql) => (await Send("GET", "query?q=" + Uri.EscapeDataString(soql))).Ok();

    /// <summary>One column of a query that must succeed.</summary>
    public async Task<string[]> Column(string soql, string field) =>
        [.. (await Query(soql)).GetProperty("records").EnumerateArray().Select(record => record.GetProperty(field).ToString()!)];

    public async Task<string> QueryError(string code, string soql) => (await Send("GET", "query?q=" + Uri.EscapeDataString(soql))).Refused(code);

    public async Task<string> Create(string type, object record) => (await Send("POST", "sobjects/" + type, record)).Made();

    public async Task<JsonElement> Get(string type, string id) => (await Send("GET", $"sobjects/{type}/{id}")).Ok();

    public async Task<string[]> Search(string sosl) =>
        [.. (await Send("GET", "search?q=" + Uri.EscapeDataString(sosl))).Ok().GetProperty("searchRecords").EnumerateArray().Select(one => one.GetProperty("Name").GetString()!)];
}

/// <summary>An answer, read.</summary>
public sealed record Reply(HttpStatusCode Status, JsonElement Json, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status}: {Text}");
        return Json;
    }

    /// <summary>The id of the record that must have been made.</summary>
    public string Made()
    {
        Assert.True(Status == HttpStatusCode.Created, $"{Status}: {Text}");
        return Json.GetProperty("id").GetString()!;
    }

    /// <summary>The message of the first error, which must have this code.</summary>
    public string Refused(string code, int status = 400)
    {
        Assert.True((int)Status == status, $"{Status}: {Text}");
        Assert.Equal(code, Json[0].GetProperty("errorCode").GetString());
        return Json[0].GetProperty("message").GetString()!;
    }
}

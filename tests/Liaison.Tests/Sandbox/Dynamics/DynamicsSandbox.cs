using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

/// <summary>A sandbox of its own for one test, with a session in its Dynamics stand-in, and the few calls that tests make.</summary>
public sealed class DynamicsSandbox : RunningSandbox
{
    public const string ClientId = "a3110000-5a4d-4b0c-9d11-0c0de0000311";
    public const string ClientKey = "liaison~sandbox+secret=1";
    public const string Tenant = "7e4a4700-0311-4c11-8e00-5a4db0c00001";
    public const string Data = "/dynamics/api/data/v9.2/";

    private DynamicsSandbox(WebApplication app) : base(app, "/dynamics")
    {
    }

    public string Instance => Address.ToString() + "dynamics";

    /// <summary>Sent with every call.</summary>
    public string Token { get; set; } = "";

    public static Task<DynamicsSandbox> Start(params string[] arguments) => Start(TimeProvider.System, arguments);

    public static async Task<DynamicsSandbox> Start(TimeProvider time, params string[] arguments)
    {
        var sandbox = new DynamicsSandbox(await Open("dynamics", time, arguments));
        await sandbox.SignIn();
        return sandbox;
    }

    public async Task SignIn(string? username = null) => Token = (await Control("tokens", new { username })).GetProperty("accessToken").GetString()!;

    /// <summary>One request to the Web API; the path begins after the version.</summary>
    public async Task<ApiReply> Send(string method, string path, object? body = null, params (string Name, string Value)[] headers)
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
        var json2 = answer.Content.Headers.ContentType?.MediaType == "application/json" && bytes.Length > 0 ? JsonDocument.Parse(bytes).RootElement : default;
        return new ApiReply(answer.StatusCode, json2, bytes, answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>One column of a query that must succeed.</summary>
    public async Task<string[]> Column(string set, string column, string filter) =>
        [.. (await Send("GET", $"{set}?$select={column}&$filter={Uri.EscapeDataString(filter)}")).Ok().GetProperty("value").EnumerateArray().Select(record => record.GetProperty(column).ToString()!)];

    public async Task<Guid> Create(string set, object record) => (await Send("POST", set, record)).Made();

    public async Task<JsonElement> Get(string set, Guid id) => (await Send("GET", $"{set}({id:D})")).Ok();

    /// <summary>A batch of one body, with its lines ended as the protocol wants.</summary>
    public Task<ApiReply> Batch(string text, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batch_x");
        return Send("POST", "$batch", content, headers);
    }

    public async Task<ApiReply> TokenOf(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        return await Send("POST", $"/dynamics/login/{path}", content);
    }
}

/// <summary>An answer, read.</summary>
public sealed record ApiReply(HttpStatusCode Status, JsonElement Json, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status}: {Text}");
        return Json;
    }

    /// <summary>The id of the record that must have been made or changed.</summary>
    public Guid Made()
    {
        Assert.True(Status == HttpStatusCode.NoContent, $"{Status}: {Text}");
        var address = Headers["OData-EntityId"];
        return Guid.Parse(address[(address.LastIndexOf('(') + 1)..^1]);
    }

    /// <summary>The message of the error, which must have this code.</summary>
    public string Refused(string code, int status = 400)
    {
        Assert.True((int)Status == status, $"{Status}: {Text}");
        Assert.Equal(code, Json.GetProperty("error").GetProperty("code").GetString());
        return Json.GetProperty("error").GetProperty("message").GetString()!;
    }
}

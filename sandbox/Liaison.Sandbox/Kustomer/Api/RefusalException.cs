using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>An answer that says no, in the vendor's shape: <c>{"errors":[{status, source?, code, title, detail?}]}</c>, the status being a number.</summary>
public sealed class RefusalException(int status, string code, string title, string? parameter = null, string? detail = null) : Exception(title)
{
    public int Status => status;

    public static RefusalException NotFound(string? parameter = null) => new(404, "notfound", "Not Found", parameter);

    public static RefusalException BadParameter(string parameter, string title, string detail) => new(400, "badparam", title, parameter, detail);

    public static RefusalException Unauthorized(string title) => new(401, "unauthorized", title);

    public static RefusalException Forbidden(string detail) => new(403, "forbidden", "Forbidden", detail: detail);

    public static RefusalException Conflict(string parameter, string detail, int status = 409) => new(status, "conflict", "Conflict", parameter, detail);

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["status"] = status };
        if (parameter is not null)
        {
            error["source"] = new JsonObject { ["parameter"] = parameter };
        }

        (error["code"], error["title"]) = (code, Message);
        if (detail is not null)
        {
            error["detail"] = detail;
        }

        return new JsonObject { ["errors"] = new JsonArray(error) };
    }
}

using System.Text.Json.Nodes;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>Ends a request with what the vendor would say.</summary>
public sealed class ODataException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public JsonObject ToJson(bool detailed = false)
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (detailed)
        {
            error["@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus"] = "0";
            error["@Microsoft.PowerApps.CDS.HelpLink"] = "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a" + Code.Replace("0x", "", StringComparison.Ordinal);
            error["@Microsoft.PowerApps.CDS.InnerError.Message"] = Message;
        }

        return new JsonObject { ["error"] = error };
    }

    public static ODataException Payload(string what) => new(400, "0x80048d19",
        $"Error identified in Payload provided by the user for Entity :'', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: {what}.");

    public static ODataException Query(string message) => new(400, "0x80060888", message);

    public static ODataException NoProperty(string name, string type) => new(400, "0x0", $"Could not find a property named '{name}' on type '{type}'.");

    public static ODataException NoSegment(string segment) => new(404, "0x8006088a", $"Resource not found for the segment '{segment}'.");

    public static ODataException NoRecord(string table, Guid id) => new(404, "0x80040217", $"Entity '{table}' With Id = {id:D} Does Not Exist");
}

using System.Text.Json.Serialization;

namespace Liaison.Sandbox.Confirm.Records;

/// <summary>How an enquiry stands in the journal.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Enquiry))]
public sealed partial class EnquiryJson : JsonSerializerContext;

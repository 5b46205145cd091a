"""Models of every schema by datamodel-code-generator, which have to read the samples.

Arguments: the folder of the schemas, the folder to write.
"""

import importlib.util
import json
import pathlib
import sys

from datamodel_code_generator import DataModelType, InputFileType, PythonVersion, generate

schemas, output = map(pathlib.Path, sys.argv[1:])
output.mkdir(parents=True, exist_ok=True)
cases = json.loads((schemas / "cases.json").read_text())
failed, read = 0, 0
for number, case in enumerate(cases):
    text = pathlib.Path(case["schema"]).read_text()
    title = json.loads(text)["title"]
    target = output / f"model{number}.py"
    generate(
        text,
        input_file_type=InputFileType.JsonSchema,
        output=target,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        class_name=title,
        formatters=[],
    )
    spec = importlib.util.spec_from_file_location(target.stem, target)
    module = importlib.util.module_from_spec(spec)
    sys.modules[target.stem] = module
    spec.loader.exec_module(module)
    for sample in case["samples"]:
        try:
            getattr(module, title).model_validate_json(pathlib.Path(sample).read_bytes())
            read += 1
        except Exception as error:
            failed += 1
            print(f"datamodel-code-generator: {case['schema']} does not read {sample}: {error}", file=sys.stderr)
print(f"datamodel-code-generator: {len(cases)} schemas, {read} samples read")
sys.exit(1 if failed else 0)
